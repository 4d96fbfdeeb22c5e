package scorer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shortlist/parser"
)

// Comparison says what changed from one version of a resume to the next.
type Comparison struct {
	Old, New   *Report
	Categories []CategoryChange
	Findings   []FindingChange // that are, or were, to mend; in the order of the checks
	Signals    []SignalChange  // whose level or points changed; in the order of the rubric
	Lost       []Passage       // what only the old version says
	Added      []Passage       // what only the new one says
}

// CategoryChange is a category of the score before and after.
type CategoryChange struct {
	ID, Label     string
	Old, New, Max float64 // points
}

// Change says what became of a finding.
type Change string

// What can become of a finding that is, or was, to mend.
const (
	Went   Change = "went"   // it is no longer to mend
	Came   Change = "came"   // it was not to mend before
	Stayed Change = "stayed" // it is still to mend
)

// FindingChange is a structure check before and after.
type FindingChange struct {
	Change   Change
	Old, New Finding
}

// Win is what the change won, negative for what it cost.
func (f FindingChange) Win() float64 { return f.New.Points - f.Old.Points }

// SignalChange is a signal before and after.
type SignalChange struct{ Old, New Signal }

// Win is what the change won, negative for what it cost.
func (s SignalChange) Win() float64 { return s.New.Points - s.Old.Points }

// Passage is something said in a resume.
type Passage struct {
	Line int // id of the first line, in the version that has it
	Page int
	Text string
}

// Compare says what changed between the reports of two versions of a resume,
// which must be made by one Scorer for one role. What the findings and signals
// won adds up to the change of the points.
func Compare(old, next *Report) *Comparison {
	c := &Comparison{
		Old: old, New: next,
		Lost:  missing(old.Document, next.Document),
		Added: missing(next.Document, old.Document),
	}
	for i, was := range old.Categories {
		is := next.Categories[i]
		c.Categories = append(c.Categories, CategoryChange{is.ID, is.Label, was.Points, is.Points, is.Max})
	}
	for i, was := range old.Findings {
		is := next.Findings[i]
		switch {
		case was.open() && is.open():
			c.Findings = append(c.Findings, FindingChange{Stayed, was, is})
		case was.open():
			c.Findings = append(c.Findings, FindingChange{Went, was, is})
		case is.open():
			c.Findings = append(c.Findings, FindingChange{Came, was, is})
		}
	}
	for i, was := range old.Signals {
		if is := next.Signals[i]; was.Level != is.Level || was.Points != is.Points {
			c.Signals = append(c.Signals, SignalChange{was, is})
		}
	}
	return c
}

// open reports whether there is something to mend.
func (f Finding) open() bool { return f.Status == Warn || f.Status == Fail }

// Change is how the score changed.
func (c *Comparison) Change() int { return c.New.Score - c.Old.Score }

// missing returns what doc says and other does not, wherever it stands there and
// however the lines are broken. Headings are no part of what is said.
func missing(doc, other *parser.Document) []Passage {
	var all []string
	for _, s := range other.Statements {
		all = append(all, strings.Join(pieces(s.Text), ""))
	}
	said := strings.Join(all, "")
	var out []Passage
	for _, s := range doc.Statements {
		unsaid := func(piece string) bool { return !strings.Contains(said, piece) }
		if s.Role != parser.RoleHeading && slices.ContainsFunc(pieces(s.Text), unsaid) {
			first := doc.Lines[s.Lines[0]]
			out = append(out, Passage{first.ID, first.Page, s.Text})
		}
	}
	return out
}

// pieces returns the words of a text, each between spaces and without the
// signs around it, cut where only a sign stands: the bars of a line of contact
// details, a dash between dates. The number that a list gives it is left out.
func pieces(text string) []string {
	var out []string
	cut := true
	for i, w := range strings.Fields(text) {
		bare := strings.TrimFunc(w, isSign)
		if bare == "" || i == 0 && itemNumber.MatchString(w) {
			cut = true
			continue
		}
		if cut {
			out = append(out, "")
		}
		out[len(out)-1] += " " + bare + " "
		cut = false
	}
	return out
}

// isSign reports whether r is no part of a word, as the last of "C++", "C#" and
// "40%" are.
func isSign(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("+#%", r)
}

// itemNumber is what Word counts by itself and a PDF has printed: "1.", "(2)", "c)".
var itemNumber = regexp.MustCompile(`^\(?([0-9]{1,2}|[a-z])[.)]$`)
