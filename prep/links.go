package prep

import (
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
	Signals  []string          // labels of the signals, the strongest reason first
	Level    scorer.Level      // of the first signal
	Why, How string            // of the first signal; a claim has no How
	Evidence []scorer.Evidence // lines of the resume, each once
}

// Links returns the questions that a report leads to. A question that both a
// gap and a claim lead to stands in both lists, unless the claim is measured:
// then it is prepared with evidence in hand, and a gap that leads elsewhere
// too gives it up.
func (l *Library) Links(r *scorer.Report) Links {
	var claims, gaps linkList
	measured := map[string]bool{}
	for _, c := range r.Claims {
		for _, q := range l.known(c.Questions) {
			claims.add(Link{q, []string{c.Label}, c.Level, c.Why, "", c.Evidence})
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
			gaps.add(Link{q, []string{g.Label}, g.Level, g.Why, g.How, g.Evidence})
		}
	}
	return Links{Gaps: gaps, Claims: claims}
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

type linkList []Link

// add appends a link, or joins it to the one that leads to the same question.
func (list *linkList) add(link Link) {
	i := slices.IndexFunc(*list, func(o Link) bool { return o.Question.ID == link.Question.ID })
	if i < 0 {
		link.Evidence = joinEvidence(nil, link.Evidence)
		*list = append(*list, link)
		return
	}
	first := &(*list)[i]
	if !slices.Contains(first.Signals, link.Signals[0]) {
		first.Signals = append(first.Signals, link.Signals[0])
	}
	first.Evidence = joinEvidence(first.Evidence, link.Evidence)
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
