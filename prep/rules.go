package prep

import (
	"errors"
	"fmt"
	"slices"

	"shortlist/scorer"
)

// checkRules reports where the rules and the questions disagree on which
// signal leads to which question.
func (l *Library) checkRules(rules []scorer.Rule) error {
	var problems []error
	known := map[string]scorer.Rule{}
	for _, r := range rules {
		known[r.ID] = r
		problems = append(problems, l.checkRule(r)...)
	}
	for _, page := range l.roles {
		for _, q := range page.all() {
			for _, id := range q.Signals {
				rule, ok := known[id]
				switch {
				case !ok:
					problems = append(problems, fmt.Errorf("%s: %s has no signal %q", q.file(), scorer.DataFile, id))
				case !slices.Contains(rule.Questions, q.ID):
					problems = append(problems, fmt.Errorf("%s: it names the signal %q, which does not lead here (%s:%d)", q.file(), id, scorer.DataFile, rule.Line))
				}
			}
		}
	}
	return errors.Join(problems...)
}

func (l *Library) checkRule(r scorer.Rule) []error {
	if len(r.Questions) == 0 {
		return []error{fmt.Errorf("%s:%d: the signal %q leads to no question", scorer.DataFile, r.Line, r.ID)}
	}
	var problems []error
	for _, id := range r.Questions {
		q, ok := l.questions[id]
		switch {
		case !ok:
			problems = append(problems, fmt.Errorf("%s:%d: the signal %q leads to the question %q, for which prep has no file", scorer.DataFile, r.Line, r.ID, id))
		case !slices.Contains(q.Signals, r.ID):
			problems = append(problems, fmt.Errorf("%s:%d: the signal %q leads to the question %q, but %s does not name it in signals", scorer.DataFile, r.Line, r.ID, id, q.file()))
		}
	}
	return problems
}
