package scorer

import (
	"cmp"
	"fmt"
	"strings"
)

// How many of the questions of a posting the text report tells.
const jobQuestionsShown = 5

func (t *sheet) job(j *Job) {
	if j == nil {
		return
	}
	t.heading("Against the job posting")
	if len(j.Required)+len(j.Preferred)+len(j.Tasks) == 0 {
		t.wrap("  ", "It asks for nothing that could be told apart. Is it the whole posting, with its requirements?")
		return
	}
	t.wrap("  ", fmt.Sprintf("%d of 100%s.", j.Match, forTitle(j.Title)))
	for _, p := range j.Parts {
		if p.Max == 0 {
			t.wrap("           ", fmt.Sprintf("%s: %s. %s", p.Label, p.Asked, p.Why))
			continue
		}
		t.wrap(fmt.Sprintf("  %8s  ", number(p.Points)), fmt.Sprintf("of %s  %s: %s", number(p.Max), p.Label, p.compared()))
	}
	t.terms("  required:  ", j.Required)
	t.terms("  preferred: ", j.Preferred)
	t.terms("  tasks:     ", j.Tasks)
	if len(j.Traits) > 0 {
		t.wrap("  not counted, since no line can prove it: ", strings.Join(j.Traits, ", "))
	}
	for _, q := range j.Questions[:min(jobQuestionsShown, len(j.Questions))] {
		t.wrap("  ? ", q.Text)
	}
}

func forTitle(title string) string {
	if title == "" {
		return ""
	}
	return " for " + quoted(title)
}

// compared says what was asked and what was found.
func (p JobPart) compared() string {
	if p.Asked == "" {
		return p.Why
	}
	return fmt.Sprintf("asked %s, found %s", p.Asked, cmp.Or(p.Found, "nothing"))
}

func (t *sheet) terms(label string, terms []Term) {
	parts := each(terms, func(term Term) string { return fmt.Sprintf("%s (%s)", term.Term, term.Level) })
	if len(parts) > 0 {
		t.wrap(label, strings.Join(parts, ", "))
	}
}
