package scorer

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"shortlist/parser"
)

// outcome is what a check finds. Its rule adds the names and the points.
type outcome struct {
	status   Status
	part     float64 // share of the points of a graded warning; 0 for the rule's own
	reason   string
	fix      string
	evidence []Evidence
}

// reading is a document under the checks.
type reading struct {
	*structureChecks
	doc     *parser.Document
	numbers quantities
	deeds   deeds
	pasted  []parser.Statement // what was taken from a posting
	history history
	today   parser.Date
}

// checkFuncs are the structure checks by id.
var checkFuncs = map[string]func(*reading) outcome{
	"text-layer":         (*reading).textLayer,
	"fonts-decode":       (*reading).fontsDecode,
	"reading-order":      (*reading).readingOrder,
	"tables":             (*reading).tables,
	"text-boxes":         (*reading).textBoxes,
	"header-footer":      (*reading).headerFooter,
	"hidden-text":        (*reading).hiddenText,
	"file-kind":          (*reading).fileKind,
	"contact-name":       (*reading).contactName,
	"contact-email":      (*reading).contactEmail,
	"contact-phone":      (*reading).contactPhone,
	"contact-location":   (*reading).contactLocation,
	"profile-link":       (*reading).profileLink,
	"section-experience": experienceCheck.of,
	"section-education":  educationCheck.of,
	"section-skills":     skillsCheck.of,
	"headings":           (*reading).headingNames,
	"dates":              (*reading).dates,
	"chronology":         (*reading).chronology,
	"bullets":            (*reading).bullets,
	"bullet-length":      (*reading).bulletLength,
	"action-verbs":       (*reading).actionVerbs,
	"measured-bullets":   (*reading).measuredBullets,
	"length":             (*reading).length,
	"first-person":       (*reading).firstPerson,
	"spelling":           (*reading).spelling,
	"repetition":         (*reading).repetition,
}

// findings returns the outcome of each structure check, in the order of the rules.
func (c *structureChecks) findings(doc *parser.Document, numbers quantities, pasted []parser.Statement) []Finding {
	r := &reading{
		structureChecks: c,
		doc:             doc,
		numbers:         numbers,
		deeds:           deedsOf(doc),
		pasted:          pasted,
		today:           monthOf(c.now()),
	}
	r.history = historyOf(doc.Jobs, r.today)
	out := make([]Finding, 0, len(c.rules))
	for _, rule := range c.rules {
		out = append(out, rule.finding(checkFuncs[rule.id](r)))
	}
	return out
}

// finding puts the outcome under its rule: a warning gives a part of the
// points, a check that does not apply gives them all.
func (rule checkRule) finding(o outcome) Finding {
	points := 0.0
	switch o.status {
	case Pass, Skip:
		points = rule.max
	case Warn:
		points = rule.warn
		if o.part > 0 {
			points = math.Round(rule.max*o.part*100) / 100
		}
	}
	return Finding{
		ID: rule.id, Category: rule.category, Status: o.status, Points: points, Max: rule.max,
		Title: rule.title, Reason: o.reason, Fix: o.fix, Evidence: o.evidence,
	}
}

func passed(format string, args ...any) outcome {
	return outcome{status: Pass, reason: fmt.Sprintf(format, args...)}
}

func skipped(format string, args ...any) outcome {
	return outcome{status: Skip, reason: fmt.Sprintf(format, args...)}
}

// maxEvidence is how many lines a finding quotes.
const maxEvidence = 5

// quote returns the lines as evidence, the first few of them. Ids outside the
// document are left out.
func (r *reading) quote(lines ...int) []Evidence {
	var out []Evidence
	for _, id := range lines {
		if id < 0 || id >= len(r.doc.Lines) || len(out) == maxEvidence {
			continue
		}
		l := r.doc.Lines[id]
		out = append(out, Evidence{Line: id, Page: l.Page, Box: l.Box, Quote: l.Text})
	}
	return out
}

// last is the place where something was looked for to the end: the last line.
func (r *reading) last() []Evidence { return r.quote(len(r.doc.Lines) - 1) }

// firstOn is the place where a page begins.
func (r *reading) firstOn(page int) []Evidence {
	for _, l := range r.doc.Lines {
		if page > 0 && l.Page == page && l.Part == parser.PartBody {
			return r.quote(l.ID)
		}
	}
	return nil
}

// quoteStatement returns a statement's first line, with the whole as context
// where it runs on.
func (r *reading) quoteStatement(s parser.Statement, words ...string) []Evidence {
	if len(s.Lines) == 0 {
		return nil
	}
	out := r.quote(r.lineWith(s.Lines, words))
	for i := range out {
		out[i].Words = words
		if len(s.Lines) > 1 {
			out[i].Context = s.Text
		}
	}
	return out
}

// lineWith returns the first of the lines that holds all the words, else the first.
func (r *reading) lineWith(lines []int, words []string) int {
	for _, id := range lines {
		if id < 0 || id >= len(r.doc.Lines) {
			continue
		}
		all := true
		for _, w := range words {
			all = all && strings.Contains(r.doc.Lines[id].Text, w)
		}
		if all {
			return id
		}
	}
	return lines[0]
}

// findLine returns the id of the first line from first to last that holds the
// text; -1 if none does.
func (r *reading) findLine(text string, first, last int) int {
	for i := max(first, 0); i <= last && i < len(r.doc.Lines); i++ {
		if text != "" && strings.Contains(r.doc.Lines[i].Text, text) {
			return i
		}
	}
	return -1
}

func (r *reading) docx() bool { return r.doc.File.Kind == "docx" }

// words counts the words of the document.
func (r *reading) words() int {
	n := 0
	for _, l := range r.doc.Lines {
		n += len(strings.Fields(l.Text))
	}
	return n
}

// count is a number with its noun: "1 bullet", "3 bullets".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %s", n, plural(noun))
}

// plural is the plural of a noun, of which only the word before "of" changes:
// "bullets", "entries of your education".
func plural(noun string) string {
	noun, rest, _ := strings.Cut(noun, " of ")
	if strings.HasSuffix(noun, "y") {
		noun = noun[:len(noun)-1] + "ie"
	}
	if rest != "" {
		rest = " of " + rest
	}
	return noun + "s" + rest
}

// ofAll is a part of a number of things: "3 of 14 bullets", "both bullets", "the one bullet".
func ofAll(n, all int, noun string) string {
	switch {
	case n == all && all == 1:
		return "the one " + noun
	case n == all && all == 2:
		return "both " + plural(noun)
	case n == all:
		return "all " + count(all, noun)
	case n == 0 && all == 1:
		return "no " + noun
	case n == 0:
		return "none of " + count(all, noun)
	}
	return fmt.Sprintf("%d of %s", n, count(all, noun))
}

// share is the beginning of a sentence that says of how many things something
// is true, with the verb in its form: "3 of 14 bullets carry".
func share(n, all int, noun, one, many string) string {
	v := many
	if n < 2 {
		v = one
	}
	return capitalize(ofAll(n, all, noun)) + " " + v
}

// verb is the form of a verb for a number of things.
func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// capitalize puts the first letter in upper case.
func capitalize(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

// quoted puts a text in quotation marks, shortened to fit a sentence.
func quoted(s string) string {
	const longest = 60
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > longest {
		s = string([]rune(s)[:longest])
		if i := strings.LastIndex(s, " "); i > 0 {
			s = s[:i]
		}
		s = strings.TrimRight(s, " ,;:") + " …"
	}
	return "“" + s + "”"
}

// quotedList joins the texts, each in quotation marks, at most n of them.
func quotedList(texts []string, n int) string {
	parts := make([]string, 0, n)
	for _, t := range texts[:min(n, len(texts))] {
		parts = append(parts, quoted(t))
	}
	switch {
	case len(texts) > n:
		return strings.Join(parts, ", ") + fmt.Sprintf(" and %d more", len(texts)-n)
	case len(parts) > 1:
		return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
	}
	return strings.Join(parts, "")
}

var monthNames = [...]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// month spells a date for a sentence.
func month(d parser.Date) string {
	switch {
	case d.Present:
		return "now"
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	}
	return fmt.Sprintf("%s %d", monthNames[d.Month], d.Year)
}

// monthOf is the clock's month.
func monthOf(t time.Time) parser.Date { return parser.Date{Year: t.Year(), Month: int(t.Month())} }
