package scorer

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shortlist/parser"
	"shortlist/parser/resumetest"
)

func TestCompareWithItself(t *testing.T) {
	s := judge(t)
	for name, d := range people(t) {
		r := check(t, s, d, Options{})
		c := Compare(r, r)
		if len(c.Lost)+len(c.Added)+len(c.Signals)+c.Change() != 0 || len(c.Changed(Stayed)) != len(c.Findings) {
			t.Errorf("%s differs from itself: %+v", name, c)
		}
	}
}

// Whatever the two versions are, what changed adds up, and the way back is the
// way there with its signs turned.
func TestCompareAddsUp(t *testing.T) {
	s := judge(t)
	docs := people(t)
	for oldName, old := range docs {
		for newName, next := range docs {
			a, b := check(t, s, old, Options{}), check(t, s, next, Options{})
			there, back := Compare(a, b), Compare(b, a)
			sum, points := 0, 0
			for _, f := range there.Findings {
				sum += cents(f.Win())
			}
			for _, x := range there.Signals {
				sum += cents(x.Win())
			}
			for _, x := range there.Categories {
				points += cents(x.New) - cents(x.Old)
			}
			if sum != points {
				t.Errorf("%s to %s: the changes add up to %d hundredths, the categories to %d", oldName, newName, sum, points)
			}
			if there.Change() != -back.Change() || len(there.Changed(Came)) != len(back.Changed(Went)) || len(there.Signals) != len(back.Signals) {
				t.Errorf("%s to %s is not the way back turned", oldName, newName)
			}
			if diff := cmp.Diff(there.Lost, back.Added); diff != "" {
				t.Errorf("%s to %s loses what the way back does not add:\n%s", oldName, newName, diff)
			}
		}
	}
}

// The same words in another file or template are neither lost nor added.
func TestCompareKeepsWords(t *testing.T) {
	s := judge(t)
	docs := people(t)
	for _, person := range []string{"engineer", "fresher", "nurse"} {
		a := check(t, s, docs[person+".pdf"], Options{})
		for _, form := range []string{".docx", "-table.docx"} {
			c := Compare(a, check(t, s, docs[person+form], Options{}))
			if len(c.Lost)+len(c.Added) > 0 {
				t.Errorf("%s to %s: lost %+v, added %+v", person, form, c.Lost, c.Added)
			}
		}
	}
}

const (
	versionOld = `Mara Lindqvist
mara@example.com
Experience
Backend Engineer, Northwind
Mar 2019 - Feb 2022
- Maintained the search service of the shop and its many dependencies.
- Answered the questions of the support staff about orders and refunds.
Skills
Go, Kafka, PostgreSQL
Education
BSc Computer Science, Lakeside University, 2010 - 2013`

	versionNew = `Mara Lindqvist
mara@example.com | +1 415 555 0134 | Portland, OR
Experience
Backend Engineer, Northwind
Mar 2019 - Feb 2022
- Cut p99 latency of the search API from 900 ms to 120 ms by caching hot rows in Redis.
- Answered the questions of the support staff about orders and refunds.
Skills
Go, Kafka, PostgreSQL`
)

func TestCompareTwoVersions(t *testing.T) {
	s := judge(t)
	job := Options{Job: "Requirements: Kafka and Redis."}
	c := Compare(check(t, s, parser.FromText(versionOld), job), check(t, s, parser.FromText(versionNew), job))
	changes := map[string]Change{}
	for _, f := range c.Findings {
		changes[f.New.ID] = f.Change
	}
	for id, want := range map[string]Change{"contact-phone": Went, "contact-location": Went, "section-education": Came, "profile-link": Stayed} {
		if changes[id] != want {
			t.Errorf("%s %q, want %q", id, changes[id], want)
		}
	}
	levels := map[string][2]Level{}
	for _, x := range c.Signals {
		levels[x.New.ID] = [2]Level{x.Old.Level, x.New.Level}
	}
	if want := [2]Level{Absent, Measured}; levels["latency-performance"] != want {
		t.Errorf("latency-performance went %v, want %v", levels["latency-performance"], want)
	}
	if _, changed := levels["messaging"]; changed {
		t.Error("messaging is said to have changed")
	}
	wantLost := []string{"Maintained the search service of the shop and its many dependencies.", "BSc Computer Science, Lakeside University, 2010 - 2013"}
	wantAdded := []string{"mara@example.com | +1 415 555 0134 | Portland, OR", "Cut p99 latency of the search API from 900 ms to 120 ms by caching hot rows in Redis."}
	text := func(p Passage) string { return p.Text }
	if diff := cmp.Diff(wantLost, each(c.Lost, text)); diff != "" {
		t.Errorf("lost:\n%s", diff)
	}
	if diff := cmp.Diff(wantAdded, each(c.Added, text)); diff != "" {
		t.Errorf("added:\n%s", diff)
	}

	var out bytes.Buffer
	if err := c.WriteText(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Mended\n", "New to mend\n", "Still to mend\n", "absent → measured", "Only the old version says\n", "Only the new version says\n",
		"Of what the posting asks for, 13 of 100 were met and ",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the text lacks %q:\n%s", want, out.String())
		}
	}
	for line := range strings.Lines(out.String()) {
		if n := len([]rune(line)); n > 101 {
			t.Errorf("a line of %d columns: %s", n, line)
		}
	}
}

// A passage names the line that it begins on, in its own version.
func TestPassagesNameTheirLine(t *testing.T) {
	s := judge(t)
	old, next := parse(t, "old.pdf", resumetest.PDF(resumetest.Sample())), parse(t, "new.pdf", resumetest.PDF(resumetest.Nurse()))
	c := Compare(check(t, s, old, Options{}), check(t, s, next, Options{}))
	if len(c.Lost) == 0 || len(c.Added) == 0 {
		t.Fatal("two people say the same")
	}
	for doc, passages := range map[*parser.Document][]Passage{old: c.Lost, next: c.Added} {
		for _, p := range passages {
			first := strings.Fields(p.Text)[0]
			if l := doc.Lines[p.Line]; l.Page != p.Page || !strings.Contains(l.Text, first) {
				t.Errorf("line %d on page %d does not begin %q", p.Line, p.Page, p.Text)
			}
		}
	}
}

func TestSigned(t *testing.T) {
	for points, want := range map[float64]string{1.5: "+1.5", -2: "−2", 0: "±0", 0.001: "±0", -0.001: "±0"} {
		if got := Signed(points); got != want {
			t.Errorf("Signed(%v) = %q, want %q", points, got, want)
		}
	}
}

func TestPieces(t *testing.T) {
	for text, want := range map[string][]string{
		"mara@example.com | Portland, OR": {" mara@example.com ", " Portland  OR "},
		"Mar 2019 – Feb 2022":             {" Mar  2019 ", " Feb  2022 "},
		"1. Cut cost by 40%.":             {" Cut  cost  by  40% "},
		"c) C++, C# and .NET:":            {" C++  C#  and  NET "},
		"2 services":                      {" 2  services "},
		"—":                               nil,
	} {
		if diff := cmp.Diff(want, pieces(text)); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
	}
}
