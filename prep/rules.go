package prep

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"shortlist/scorer"
)

// checkRules reports where the rules and the questions disagree on which
// signal leads to which question.
func (l *Library) checkRules(rules []scorer.Rule) error {
	var problems []error
	known := map[string]scorer.Rule{}
	led := map[string]bool{} // by role and question
	for _, r := range rules {
		known[r.ID] = r
		for _, role := range slices.Sorted(maps.Keys(r.ByRole)) {
			problems = append(problems, l.checkRule(r, role)...)
			for _, id := range r.ByRole[role] {
				led[role+"/"+id] = true
			}
		}
	}
	for _, page := range l.roles {
		for _, q := range page.all() {
			if !led[page.ID+"/"+q.ID] {
				problems = append(problems, fmt.Errorf("prep/roles/%s.md: no signal of the role leads to the question %q", page.ID, q.ID))
			}
			if q.Role == page.ID {
				problems = append(problems, q.checkSignals(known)...)
			}
		}
	}
	return errors.Join(problems...)
}

// checkRule reports what is wrong with the questions to which a signal leads in
// one role.
func (l *Library) checkRule(r scorer.Rule, role string) []error {
	at := fmt.Sprintf("%s:%d: the signal %q", r.File, r.Line, r.ID)
	page, ok := l.Role(role)
	if !ok {
		return []error{fmt.Errorf("%s counts for the role %q, for which there is no prep/roles/%s.md", at, role, role)}
	}
	if len(r.ByRole[role]) == 0 {
		return []error{fmt.Errorf("%s leads to no question in the role %s", at, role)}
	}
	var problems []error
	for _, id := range r.ByRole[role] {
		q, ok := l.questions[id]
		switch {
		case !ok:
			problems = append(problems, fmt.Errorf("%s leads to the question %q, for which prep has no file", at, id))
		case !page.Has(id):
			problems = append(problems, fmt.Errorf("%s leads to the question %q in the role %s, whose page does not have it", at, id, role))
		case !slices.Contains(q.Signals, r.ID):
			problems = append(problems, fmt.Errorf("%s leads to the question %q, but %s does not name it in signals", at, id, q.file()))
		}
	}
	return problems
}

// checkSignals reports signals of the question that do not lead to it.
func (q Question) checkSignals(known map[string]scorer.Rule) []error {
	var problems []error
	for _, id := range q.Signals {
		rule, ok := known[id]
		switch {
		case !ok:
			problems = append(problems, fmt.Errorf("%s: there is no signal %q", q.file(), id))
		case !slices.Contains(rule.Questions, q.ID):
			problems = append(problems, fmt.Errorf("%s: it names the signal %q, which does not lead here (%s:%d)", q.file(), id, rule.File, rule.Line))
		}
	}
	return problems
}
