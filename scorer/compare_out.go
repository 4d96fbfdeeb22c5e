package scorer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"shortlist/parser"
)

type comparisonJSON struct {
	Schema     string               `json:"schema"`
	Role       string               `json:"role"`
	Old        versionJSON          `json:"old"`
	New        versionJSON          `json:"new"`
	Change     int                  `json:"change"`
	Categories []categoryChangeJSON `json:"categories"`
	Findings   []findingChangeJSON  `json:"findings"`
	Signals    []signalChangeJSON   `json:"signals"`
	Lost       []passageJSON        `json:"lost"`
	Added      []passageJSON        `json:"added"`
}

type versionJSON struct {
	File  parser.File `json:"file"`
	Score int         `json:"score"`
	Grade string      `json:"grade"`
	Match *int        `json:"match,omitempty"`
}

type categoryChangeJSON struct {
	ID  string  `json:"id"`
	Old float64 `json:"old"`
	New float64 `json:"new"`
	Max float64 `json:"max"`
}

type findingChangeJSON struct {
	ID       string         `json:"id"`
	Category string         `json:"category"`
	Change   Change         `json:"change"`
	Old      outcomeJSON    `json:"old"`
	New      outcomeJSON    `json:"new"`
	Max      float64        `json:"max"`
	Title    string         `json:"title"`
	Reason   string         `json:"reason"`
	Fix      string         `json:"fix"`
	Evidence []evidenceJSON `json:"evidence"`
}

type outcomeJSON struct {
	Status Status  `json:"status"`
	Points float64 `json:"points"`
}

type signalChangeJSON struct {
	ID       string         `json:"id"`
	Old      shownJSON      `json:"old"`
	New      shownJSON      `json:"new"`
	Evidence []evidenceJSON `json:"evidence"`
}

type shownJSON struct {
	Level  Level   `json:"level"`
	Points float64 `json:"points"`
}

type passageJSON struct {
	Line int    `json:"line"`
	Page int    `json:"page"`
	Text string `json:"text"`
}

// MarshalJSON gives the comparison as "shortlist diff --format json" prints it:
// the schema shortlist.diff/1. Reasons and evidence are those of the new version.
func (c *Comparison) MarshalJSON() ([]byte, error) {
	return json.Marshal(comparisonJSON{
		Schema: "shortlist.diff/1", Role: c.New.Role, Old: c.Old.version(), New: c.New.version(), Change: c.Change(),
		Categories: each(c.Categories, func(x CategoryChange) categoryChangeJSON {
			return categoryChangeJSON{x.ID, hundredths(x.Old), hundredths(x.New), hundredths(x.Max)}
		}),
		Findings: each(c.Findings, func(f FindingChange) findingChangeJSON {
			return findingChangeJSON{
				f.New.ID, f.New.Category, f.Change, outcomeJSON{f.Old.Status, hundredths(f.Old.Points)}, outcomeJSON{f.New.Status, hundredths(f.New.Points)},
				hundredths(f.New.Max), f.New.Title, f.New.Reason, f.New.Fix, evidenceList(f.New.Evidence),
			}
		}),
		Signals: each(c.Signals, func(s SignalChange) signalChangeJSON {
			return signalChangeJSON{
				s.New.ID, shownJSON{s.Old.Level, hundredths(s.Old.Points)}, shownJSON{s.New.Level, hundredths(s.New.Points)}, evidenceList(s.New.Evidence),
			}
		}),
		Lost:  each(c.Lost, func(p Passage) passageJSON { return passageJSON(p) }),
		Added: each(c.Added, func(p Passage) passageJSON { return passageJSON(p) }),
	})
}

func (r *Report) version() versionJSON {
	v := versionJSON{File: r.Document.File, Score: r.Score, Grade: r.Grade}
	if r.Job != nil {
		v.Match = &r.Job.Match
	}
	return v
}

// WriteText writes the comparison as a person reads it in a terminal.
func (c *Comparison) WriteText(w io.Writer) error {
	t := new(sheet)
	t.line("%s", c.Summary())
	t.line("%s: %d of 100", cmp.Or(c.Old.Document.File.Name, "The old version"), c.Old.Score)
	t.line("%s: %d of 100 for the role %s", cmp.Or(c.New.Document.File.Name, "The new version"), c.New.Score, c.New.Role)
	if c.Old.Job != nil && c.New.Job != nil {
		t.line("Of what the posting asks for, %d of 100 were met and %d are.", c.Old.Job.Match, c.New.Job.Match)
	}
	t.line("")
	for _, x := range c.Categories {
		t.line("  %-34s %5s → %-5s of %-3s %s", x.Label, number(x.Old), number(x.New), number(x.Max), Signed(x.New-x.Old))
	}
	for _, part := range []struct {
		change  Change
		heading string
	}{{Went, "Mended"}, {Came, "New to mend"}, {Stayed, "Still to mend"}} {
		t.findingChanges(part.heading, c.Changed(part.change))
	}
	t.signalChanges(c.Signals)
	t.passages("Only the old version says", c.Lost)
	t.passages("Only the new version says", c.Added)
	_, err := io.WriteString(w, t.b.String())
	return err
}

// Summary says in a sentence how the score changed.
func (c *Comparison) Summary() string {
	switch change := c.Change(); {
	case change > 0:
		return fmt.Sprintf("The new version scores %s more.", count(change, "point"))
	case change < 0:
		return fmt.Sprintf("The new version scores %s less.", count(-change, "point"))
	}
	return "Both versions score the same."
}

// Changed returns the findings with which that happened.
func (c *Comparison) Changed(change Change) []FindingChange {
	var out []FindingChange
	for _, f := range c.Findings {
		if f.Change == change {
			out = append(out, f)
		}
	}
	return out
}

// Signed is a number of points with its sign: "+1.5", "−2", "±0".
func Signed(points float64) string {
	switch p := hundredths(points); {
	case p > 0:
		return "+" + number(p)
	case p < 0:
		return "−" + number(-p)
	}
	return "±0"
}

func (t *sheet) findingChanges(heading string, changes []FindingChange) {
	if len(changes) == 0 {
		return
	}
	t.heading(heading)
	for _, f := range changes {
		t.line("  %s, %s of %s (%s)", f.New.Title, number(f.New.Points), number(f.New.Max), Signed(f.Win()))
		if f.New.open() {
			t.wrap("    ", f.New.Reason)
			t.wrap("    > ", f.New.Fix)
		}
	}
}

func (t *sheet) signalChanges(changes []SignalChange) {
	if len(changes) == 0 {
		return
	}
	t.heading("What it shows of the work")
	for _, s := range changes {
		levels := s.New.Level.String()
		if s.Old.Level != s.New.Level {
			levels = s.Old.Level.String() + " → " + levels
		}
		t.line("  %-32s %s (%s)", s.New.Label, levels, Signed(s.Win()))
		if s.New.Level > s.Old.Level && len(s.New.Evidence) > 0 {
			t.evidence("    ", s.New.Evidence[:1])
		}
	}
}

func (t *sheet) passages(heading string, passages []Passage) {
	if len(passages) == 0 {
		return
	}
	t.heading(heading)
	for _, p := range passages {
		t.wrap("  ", strings.TrimSpace(p.Text))
	}
}
