package prep

import (
	"cmp"
	"slices"

	"shortlist/scorer"
)

// Links are the questions that a report leads to, best first, each at most
// once in a list.
type Links struct {
	Gaps   []Link // prepare these, since the resume does not speak of them
	Claims []Link // expect these, since the resume does
}

// Link is a question with what in the report leads to it.
type Link struct {
	Question Question
	Signals  []string          // labels of the signals that lead here, the one that the rest speaks of first
	Level    scorer.Level      // of the first signal
	Why, How string            // true of the question; a claim has no How
	Expected string            // why somebody of this career is expected to show one of the signals; mostly ""
	Evidence []scorer.Evidence // lines of the resume, each once, those of the first signal first
}

// reason is one signal that leads to a question.
type reason struct {
	signal, label string
	level         scorer.Level
	why, how      string
	expected      string
	evidence      []scorer.Evidence
}

// reasons are all that leads to one question.
type reasons struct {
	question Question
	list     []reason
}

// Links returns the questions that a report leads to, in the order in which
// the report first leads to them. Where several signals lead to a question,
// the one that the question is most about speaks for it, among claims the
// strongest of them.
//
// A question that both a gap and a claim lead to stands in both lists, unless
// the claim is measured: then it is prepared with evidence in hand, and a gap
// that leads elsewhere too gives it up.
func (l *Library) Links(r *scorer.Report) Links {
	var claims, gaps []reasons
	measured := map[string]bool{}
	for _, c := range r.Claims {
		for _, q := range l.known(c.Questions) {
			claims = add(claims, q, reason{c.Signal, c.Label, c.Level, c.Why, "", "", c.Evidence})
			measured[q.ID] = measured[q.ID] || c.Level == scorer.Measured
		}
	}
	for _, g := range r.Gaps {
		questions := l.known(g.Questions)
		open := slices.DeleteFunc(slices.Clone(questions), func(q Question) bool { return measured[q.ID] })
		if len(open) == 0 {
			open = questions[:min(1, len(questions))]
		}
		for _, q := range open {
			gaps = add(gaps, q, reason{g.Signal, g.Label, g.Level, g.Why, g.How, g.Expected, g.Evidence})
		}
	}
	return Links{Gaps: links(gaps, byRelevance), Claims: links(claims, byStrength)}
}

func (l *Library) known(ids []string) []Question {
	var out []Question
	for _, id := range ids {
		if q, ok := l.questions[id]; ok {
			out = append(out, q)
		}
	}
	return out
}

func add(to []reasons, q Question, r reason) []reasons {
	i := slices.IndexFunc(to, func(o reasons) bool { return o.question.ID == q.ID })
	if i < 0 {
		return append(to, reasons{q, []reason{r}})
	}
	to[i].list = append(to[i].list, r)
	return to
}

// byRelevance orders reasons as the question names their signals: what it is
// most about comes first there.
func byRelevance(q Question, a, b reason) int {
	return cmp.Compare(slices.Index(q.Signals, a.signal), slices.Index(q.Signals, b.signal))
}

// byStrength orders reasons by level, those of one level by relevance.
func byStrength(q Question, a, b reason) int {
	return cmp.Or(cmp.Compare(b.level, a.level), byRelevance(q, a, b))
}

func links(of []reasons, order func(q Question, a, b reason) int) []Link {
	var out []Link
	for _, rs := range of {
		slices.SortStableFunc(rs.list, func(a, b reason) int { return order(rs.question, a, b) })
		first := rs.list[0]
		link := Link{Question: rs.question, Level: first.level, Why: first.why, How: first.how}
		// What a signal says is said with one question in mind, the one that is
		// most about it. Any other speaks for itself.
		if first.signal != rs.question.Signals[0] {
			link.Why = rs.question.Why
			if first.how != "" {
				link.How = rs.question.How
			}
		}
		for _, r := range rs.list {
			link.Signals = append(link.Signals, r.label)
			link.Expected = cmp.Or(link.Expected, r.expected)
			link.Evidence = joinEvidence(link.Evidence, r.evidence)
		}
		out = append(out, link)
	}
	return out
}

// joinEvidence appends the evidence of lines that are not there yet, and the
// words of those that are.
func joinEvidence(list, more []scorer.Evidence) []scorer.Evidence {
	for _, e := range more {
		i := slices.IndexFunc(list, func(o scorer.Evidence) bool { return o.Line == e.Line })
		if i < 0 {
			e.Words = slices.Clone(e.Words)
			list = append(list, e)
			continue
		}
		for _, w := range e.Words {
			if !slices.Contains(list[i].Words, w) {
				list[i].Words = append(list[i].Words, w)
			}
		}
	}
	return list
}
