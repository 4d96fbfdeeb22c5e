package scorer

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"
)

// WriteText writes the report as a person reads it in a terminal, at most a
// hundred columns wide.
func (r *Report) WriteText(w io.Writer) error {
	t := new(sheet)
	t.summary(r)
	t.betterFit(r)
	t.mendFirst(r)
	t.signals(r)
	t.findings(r)
	t.job(r.Job)
	t.gaps(r)
	t.claims(r)
	t.goOn(r)
	_, err := io.WriteString(w, t.b.String())
	return err
}

// The width of the report and what is shown of long lists in a terminal. The
// JSON and the pages have all of it.
const (
	textWidth     = 92
	mendsShown    = 3
	gapsShown     = 6
	claimsShown   = 6
	evidenceShown = 2
)

// sheet gathers the lines of a report.
type sheet struct{ b strings.Builder }

func (t *sheet) line(format string, args ...any) { fmt.Fprintf(&t.b, format+"\n", args...) }

func (t *sheet) heading(s string) {
	t.line("\n%s\n%s", s, strings.Repeat("-", utf8.RuneCountInString(s)))
}

// wrap writes a paragraph, its first line after first, the others indented as far.
func (t *sheet) wrap(first, s string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(first))
	column, lead := 0, first
	for _, w := range strings.Fields(s) {
		n := utf8.RuneCountInString(w)
		if column > 0 && utf8.RuneCountInString(indent)+column+1+n > textWidth {
			t.b.WriteByte('\n')
			column, lead = 0, indent
		}
		if column == 0 {
			t.b.WriteString(lead)
		} else {
			t.b.WriteByte(' ')
			column++
		}
		t.b.WriteString(strings.ReplaceAll(w, keptSpace, " "))
		column += n
	}
	if column > 0 {
		t.b.WriteByte('\n')
	}
}

func (t *sheet) summary(r *Report) {
	f := r.Document.File
	name := cmp.Or(f.Name, "The resume")
	if f.Pages > 0 {
		name += ", " + count(f.Pages, "page")
	}
	t.wrap("", fmt.Sprintf("%s: %d of 100 for the role %s. %s", name, r.Score, r.Role, r.Meaning()))
	if r.Recoverable > 0 {
		t.line("Mending what is there could bring %s more; so could what you did and left out.", count(r.Recoverable, "point"))
	}
	t.line("")
	for _, c := range r.Categories {
		t.line("  %-34s %5d of %s", c.Label, c.Whole, number(c.Max))
	}
}

func (t *sheet) betterFit(r *Report) {
	f, ok := r.BetterFit()
	if !ok {
		return
	}
	t.heading("Another role fits better: " + f.Name)
	t.wrap("", r.FitReason(f))
	for _, s := range f.Signals[:min(fitShown, len(f.Signals))] {
		t.line("  %s (%s)", s.Label, s.Level)
		t.evidence("    ", s.Evidence[:min(1, len(s.Evidence))])
	}
	t.wrap("> ", fmt.Sprintf("To hold it against that role: --role %s", f.ID))
}

// command is a command line, with the role unless it is the one taken anyway.
func command(line, role string) string {
	if role == defaultRole {
		return line
	}
	return line + " --role " + role
}

// number is a number of points, without needless zeros.
func number(points float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", points), "0"), ".")
}

func (t *sheet) mendFirst(r *Report) {
	mends := r.Mends()
	if len(mends) == 0 {
		return
	}
	t.heading("What to mend first")
	for i, m := range mends[:min(mendsShown, len(mends))] {
		gain := "up to " + points(m.Win)
		if m.IfDone {
			gain = "if you have done it, " + gain
		}
		title := m.Title
		if m.Reason != "" {
			title += ". " + m.Reason
		}
		t.wrap(fmt.Sprintf("%d. ", i+1), fmt.Sprintf("%s (%s)", title, gain))
		t.wrap("   ", m.Fix)
	}
}

func points(n float64) string {
	if math.Abs(n-1) < 0.005 {
		return "1 point"
	}
	return number(n) + " points"
}

func (t *sheet) signals(r *Report) {
	t.heading("What it shows of the work")
	family := ""
	var absent []string
	flush := func() {
		if len(absent) > 0 {
			t.wrap("    nothing on: ", strings.Join(absent, ", "))
			absent = nil
		}
	}
	for _, s := range r.Signals {
		if s.Family != family {
			flush()
			family = s.Family
			t.line("  %s", family)
		}
		if s.Level == Absent {
			absent = append(absent, lowerFirst(s.Label))
			continue
		}
		t.line("    %-8s  %s", s.Level, withPoints(s))
		if len(s.Evidence) > 0 {
			t.evidence("              ", s.Evidence[:1])
		}
	}
	flush()
}

func withPoints(s Signal) string {
	if s.Max == 0 {
		return s.Label
	}
	return fmt.Sprintf("%s, %s of %s", s.Label, number(s.Points), number(s.Max))
}

// lowerFirst puts the first letter in lower case unless the word is an acronym.
func lowerFirst(s string) string {
	if len(s) > 1 && strings.ToUpper(s[:2]) == s[:2] {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// evidence quotes lines, each with its place; of a longer passage the words
// around the evidence as well.
func (t *sheet) evidence(indent string, evidence []Evidence) {
	for _, e := range evidence {
		where := fmt.Sprintf("line %d", e.Line+1)
		if e.Box != nil {
			where = fmt.Sprintf("page %d", e.Page)
		}
		t.wrap(indent, "“"+e.passage()+"” ("+unbroken(where)+")")
	}
}

// longestPassage is how many bytes of a statement the text report quotes.
const longestPassage = 240

// passage returns the whole statement, or of a long one what stands around the
// words that count, cut between words.
func (e Evidence) passage() string {
	text := cmp.Or(e.Context, e.Quote)
	if e.Context == "" || len(text) <= longestPassage {
		return text
	}
	at := 0
	if len(e.Words) > 0 {
		at = max(0, strings.Index(text, e.Words[0]))
	}
	from := max(0, min(at-longestPassage/3, len(text)-longestPassage))
	to := from + longestPassage
	head, tail := "", ""
	if from > 0 {
		from += strings.IndexByte(text[from:], ' ') + 1
		head = "… "
	}
	if to < len(text) {
		to = max(from, strings.LastIndexByte(text[:to], ' '))
		tail = " …"
	}
	return head + strings.ToValidUTF8(text[from:to], "") + tail
}

// unbroken keeps the words of a text on one line when it is wrapped.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", keptSpace) }

// keptSpace stands for a space at which wrap does not break. Documents cannot
// hold it: control characters do not survive their reading.
const keptSpace = "\x00"

func (t *sheet) findings(r *Report) {
	t.heading("Checks")
	passed, skipped := 0, []string(nil)
	for _, f := range r.Findings {
		switch f.Status {
		case Pass:
			passed++
		case Skip:
			skipped = append(skipped, f.ID)
		default:
			t.line("  %-5s %s, %s of %s (%s)", f.Status, f.Title, number(f.Points), number(f.Max), f.ID)
			t.wrap("        ", f.Reason)
			t.evidence("        ", f.Evidence[:min(evidenceShown, len(f.Evidence))])
			t.wrap("        > ", f.Fix)
		}
	}
	t.line("  %s passed.", capitalize(count(passed, "check")))
	if len(skipped) > 0 {
		t.wrap("  ", fmt.Sprintf("Left out, with full points: %s.", strings.Join(skipped, ", ")))
	}
}

func (t *sheet) gaps(r *Report) {
	if len(r.Gaps) == 0 {
		return
	}
	t.heading("What an interview will ask that the resume leaves open")
	for _, g := range r.Gaps[:min(gapsShown, len(r.Gaps))] {
		t.line("  %s (%s): %s", g.Label, g.Level, strings.Join(g.Questions, ", "))
		if g.Expected != "" {
			t.wrap("    ", g.Expected)
		}
		t.wrap("    ", g.Why)
		t.wrap("    > ", g.How)
	}
	t.more(len(r.Gaps)-gapsShown, "more of these")
}

func (t *sheet) claims(r *Report) {
	if len(r.Claims) == 0 {
		return
	}
	t.heading("What it claims, and will be asked about")
	for _, c := range r.Claims[:min(claimsShown, len(r.Claims))] {
		t.line("  %s (%s): %s", c.Label, c.Level, strings.Join(c.Questions, ", "))
		t.evidence("    ", c.Evidence[:min(1, len(c.Evidence))])
		t.wrap("    > ", c.Why)
	}
	t.more(len(r.Claims)-claimsShown, "more of these")
}

func (t *sheet) more(n int, what string) {
	if n > 0 {
		t.line("  … and %d %s; --format json has them all.", n, what)
	}
}

func (t *sheet) goOn(r *Report) {
	t.heading("How to go on")
	t.line("  %-42s all questions of the role", command("shortlist prep", r.Role))
	for _, g := range r.Gaps {
		if len(g.Questions) > 0 {
			t.line("  shortlist prep %-27s the question behind %s", g.Questions[0], quoted(g.Label))
			break
		}
	}
	t.line("  shortlist parse --format text FILE         what a machine reads of the file")
}
