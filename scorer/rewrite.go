package scorer

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"shortlist/parser"
)

// ErrLine says that a line does not tell what was done.
var ErrLine = errors.New("this line cannot be rewritten")

// Rewrite is a statement that is to say something else.
type Rewrite struct {
	Line int // id of one of its lines
	Text string
}

// RewrittenLine is what a rewritten statement shows.
type RewrittenLine struct {
	Rewrite
	Was     string       // the text before
	Signals []SignalLine // the best first
	Figure  bool         // it carries a figure
}

// SignalLine is the level at which a statement alone shows a signal.
type SignalLine struct {
	ID, Label string
	Level     Level
}

// Best is the highest level at which the line shows a signal.
func (l RewrittenLine) Best() Level {
	if len(l.Signals) == 0 {
		return Absent
	}
	return l.Signals[0].Level
}

// Rewritable returns the statements that tell what was done, of which a person
// may try a better wording.
func Rewritable(doc *parser.Document) []parser.Statement {
	d := deedsOf(doc)
	all := slices.Concat(d.bullets, d.prose)
	slices.SortFunc(all, func(a, b parser.Statement) int { return a.Lines[0] - b.Lines[0] })
	return all
}

// Rewrite judges a document as it would be with other words in some of its
// statements. It returns an error that wraps ErrLine for a line that belongs to
// no statement which tells what was done.
func (s *Scorer) Rewrite(doc *parser.Document, o Options, changes []Rewrite) (*Report, []RewrittenLine, error) {
	open := Rewritable(doc)
	out := make([]RewrittenLine, 0, len(changes))
	var at []int // index of the statement of each change
	for _, c := range changes {
		holds := func(x parser.Statement) bool { return slices.Contains(x.Lines, c.Line) }
		if !slices.ContainsFunc(open, holds) {
			return nil, nil, fmt.Errorf("%w: %d", ErrLine, c.Line)
		}
		i := slices.IndexFunc(doc.Statements, holds)
		out = append(out, RewrittenLine{Rewrite: c, Was: doc.Statements[i].Text})
		at = append(at, i)
	}
	for i, c := range changes {
		doc = doc.Rewrite(at[i], c.Text)
	}
	report, err := s.Check(doc, o)
	if err != nil {
		return nil, nil, err
	}
	numbers := quantities{}
	found, err := s.matcher.find(doc, numbers)
	if err != nil {
		return nil, nil, fmt.Errorf("search for signals: %w", err)
	}
	sortByLevel(found.mentions)
	role := s.role(report.Role)
	for i := range out {
		l := &out[i]
		l.Figure = len(numbers.of(doc.Statements[at[i]].Text)) > 0
		for _, m := range found.mentions {
			rule := s.rules.Signals[m.signal]
			known := slices.ContainsFunc(l.Signals, func(x SignalLine) bool { return x.ID == rule.ID.string })
			if m.statement.Statement == &doc.Statements[at[i]] && role.has(m.signal) && !known {
				l.Signals = append(l.Signals, SignalLine{rule.ID.string, rule.Label, m.level})
			}
		}
	}
	return report, out, nil
}

// Reason says what the line shows and what would make it stronger.
func (l RewrittenLine) Reason() string {
	best := l.Best()
	var labels []string
	for _, x := range l.Signals {
		if x.Level == best && len(labels) < reasonLabels {
			labels = append(labels, lowerFirst(x.Label))
		}
	}
	signals := strings.Join(labels, ", ")
	switch {
	case best == Measured:
		return fmt.Sprintf("It shows %s, with a figure of what came of it. A line cannot do more.", signals)
	case best == Shown && l.Figure:
		return fmt.Sprintf("It shows %s. Its figure does not say what came of that: from what to what, or for how many?", signals)
	case best == Shown:
		return fmt.Sprintf("It shows %s. With an honest figure of what came of it, it would be measured.", signals)
	case best == Named:
		return fmt.Sprintf("It names %s, but not what you did with it. Begin with what you built, changed or fixed.", signals)
	}
	return "It shows none of the skills that we look for. Say what you built or changed, with what, and what came of it."
}

// reasonLabels is how many signals a reason names.
const reasonLabels = 3
