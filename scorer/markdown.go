package scorer

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// WriteMarkdown writes the whole report as Markdown, with the tables that most
// places know which show it. Text of the resume comes out as text.
func (r *Report) WriteMarkdown(w io.Writer) error {
	m := new(markdown)
	f := r.Document.File
	m.line("# %s: %d of 100", EscapeMarkdown(cmp.Or(f.Name, "The resume")), r.Score)
	m.line("\nRole %s. %s\n", r.Role, r.Meaning())
	m.line("| Category | Points | Of |\n| --- | ---: | ---: |")
	for _, c := range r.Categories {
		m.line("| %s | %s | %s |", EscapeMarkdown(c.Label), number(c.Points), number(c.Max))
	}
	m.betterFit(r)
	m.mends(r.Mends())
	m.job(r.Job)
	m.signals(r.Signals)
	m.findings(r.Findings)
	m.questions(r)
	_, err := io.WriteString(w, m.b.String())
	return err
}

// markdown gathers the lines of a report.
type markdown struct{ b strings.Builder }

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(&m.b, format+"\n", args...) }

func (m *markdown) betterFit(r *Report) {
	f, ok := r.BetterFit()
	if !ok {
		return
	}
	m.line("\n## Another role fits better: %s\n", EscapeMarkdown(f.Name))
	m.line("%s\n", EscapeMarkdown(r.FitReason(f)))
	for _, s := range f.Signals {
		m.line("- %s: %s", EscapeMarkdown(s.Label), s.Level)
		m.quotes("  ", s.Evidence[:min(1, len(s.Evidence))])
	}
}

// mends writes what is sure to win points; what only helps who has done it
// stands with the questions.
func (m *markdown) mends(mends []Mend) {
	mends = slices.DeleteFunc(mends, func(x Mend) bool { return x.IfDone })
	if len(mends) == 0 {
		return
	}
	m.line("\n## What to mend first\n")
	for i, x := range mends {
		m.line("%d. **%s** (up to +%s). %s", i+1, EscapeMarkdown(x.Title), points(x.Win), EscapeMarkdown(strings.TrimSpace(x.Reason+" "+x.Fix)))
	}
}

func (m *markdown) job(j *Job) {
	if j == nil {
		return
	}
	m.line("\n## Against the job posting: %d of 100\n", j.Match)
	for _, p := range j.Parts {
		if p.Max > 0 {
			m.line("- **%s**: %s of %s. %s", EscapeMarkdown(p.Label), number(p.Points), number(p.Max), EscapeMarkdown(p.compared()))
		}
	}
	m.line("")
	for _, list := range []struct {
		name  string
		terms []Term
	}{{"required", j.Required}, {"nice to have", j.Preferred}, {"task", j.Tasks}} {
		for _, t := range list.terms {
			m.line("- %s (%s): %s, %s of %s", EscapeMarkdown(t.Term), list.name, t.Level, number(t.Points), number(t.Max))
		}
	}
}

func (m *markdown) signals(signals []Signal) {
	m.line("\n## Evidence, line by line\n")
	family := ""
	for _, s := range signals {
		if s.Family != family {
			family = s.Family
			m.line("- **%s**", EscapeMarkdown(family))
		}
		counted := "not counted"
		if s.Max > 0 {
			counted = number(s.Points) + " of " + number(s.Max)
		}
		m.line("  - %s: %s, %s", EscapeMarkdown(s.Label), s.Level, counted)
		m.quotes("    ", s.Evidence)
	}
}

func (m *markdown) findings(findings []Finding) {
	m.line("\n## Checks\n")
	for _, f := range findings {
		m.line("- **%s** (%s, %s of %s): %s", EscapeMarkdown(f.Title), f.Status, number(f.Points), number(f.Max), EscapeMarkdown(f.Reason))
		if f.Fix != "" {
			m.line("\n  Mend: %s", EscapeMarkdown(f.Fix))
		}
		m.quotes("  ", f.Evidence)
	}
}

func (m *markdown) questions(r *Report) {
	if len(r.Gaps)+len(r.Claims) == 0 {
		return
	}
	m.line("\n## What an interview will ask\n")
	for _, g := range r.Gaps {
		why := strings.TrimSpace(g.Expected + " " + g.Why)
		m.line("- %s, left open (%s). %s %s", EscapeMarkdown(g.Label), strings.Join(g.Questions, ", "), EscapeMarkdown(why), EscapeMarkdown(g.How))
	}
	for _, c := range r.Claims {
		m.line("- %s, claimed (%s). %s", EscapeMarkdown(c.Label), strings.Join(c.Questions, ", "), EscapeMarkdown(c.Why))
	}
}

// quotes writes lines of the resume as block quotes, each once.
func (m *markdown) quotes(indent string, evidence []Evidence) {
	seen := map[string]bool{}
	for _, e := range evidence {
		text := cmp.Or(e.Context, e.Quote)
		if !seen[text] {
			m.line("\n%s> %s", indent, EscapeMarkdown(text))
		}
		seen[text] = true
	}
	if len(evidence) > 0 {
		m.line("")
	}
}

// special are the signs that mean something to Markdown anywhere in a line, and
// those that do at its beginning.
var special = regexp.MustCompile("[\\\\`*_{}\\[\\]<>|~&#]|^[-+=]|^[0-9]+[.)]")

// EscapeMarkdown keeps a text from being read as Markdown.
func EscapeMarkdown(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return special.ReplaceAllStringFunc(text, func(s string) string {
		return s[:len(s)-1] + `\` + s[len(s)-1:]
	})
}
