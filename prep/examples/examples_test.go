package examples

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"shortlist/parser"
	"shortlist/scorer"
)

// leastScore is what an example that we show has to reach.
const leastScore = 95

func loaded(t *testing.T) []Example {
	t.Helper()
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// files returns the files of an example by their extension.
func files(t *testing.T, e Example) map[string][]byte {
	t.Helper()
	pdf, err := e.PDF()
	if err != nil {
		t.Fatal(err)
	}
	docx, err := e.DOCX()
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"pdf": pdf, "docx": docx}
}

func TestEachRoleHasItsExamples(t *testing.T) {
	s, err := scorer.New()
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, role := range s.Roles() {
		for _, level := range Levels {
			want = append(want, role+" "+level)
		}
	}
	for _, e := range loaded(t) {
		got = append(got, e.Role+" "+e.Level)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// fields are what a hiring system would fill into its form.
type fields struct {
	Name, Email, Phone, Location string
	Links                        []string
	Jobs                         []jobFields
	Projects                     []projectFields
	Education                    []schoolFields
	Skills                       []string
}

type (
	jobFields struct {
		Title, Company, Location string
		Start, End               string
		Bullets                  []string
	}
	projectFields struct {
		Name, Start, End string
		Bullets          []string
	}
	schoolFields struct{ Degree, School, Start, End string }
)

// written returns the fields as the source has them.
func written(e Example) fields {
	f := fields{Name: e.Name, Email: e.Email, Phone: digits(e.Phone), Location: e.Location}
	for _, link := range e.Links {
		f.Links = append(f.Links, "https://"+link)
	}
	for _, s := range e.Sections {
		for _, j := range s.Jobs {
			f.Jobs = append(f.Jobs, jobFields{j.Title, j.Company, j.Location, j.Start, j.End, texts(j.Bullets)})
		}
		for _, p := range s.Projects {
			f.Projects = append(f.Projects, projectFields{p.Name, p.Start, p.End, texts(p.Bullets)})
		}
		for _, x := range s.Education {
			f.Education = append(f.Education, schoolFields{x.Degree, x.School, x.Start, x.End})
		}
		for _, g := range s.Skills {
			f.Skills = append(f.Skills, g.Names...)
		}
	}
	return f
}

// readBy returns the fields as the parser has them.
func readBy(d *parser.Document) fields {
	f := fields{Name: d.Name, Email: d.Email, Phone: d.Phone, Location: d.Location}
	for _, l := range d.Links {
		f.Links = append(f.Links, l.URL)
	}
	for _, j := range d.Jobs {
		f.Jobs = append(f.Jobs, jobFields{j.Title, j.Company, j.Location, j.Start.String(), j.End.String(), j.Bullets})
	}
	for _, p := range d.Projects {
		f.Projects = append(f.Projects, projectFields{p.Name, p.Start.String(), p.End.String(), p.Bullets})
	}
	for _, x := range d.Education {
		f.Education = append(f.Education, schoolFields{x.Degree, x.School, x.Start.String(), x.End.String()})
	}
	for _, s := range d.Skills {
		f.Skills = append(f.Skills, s.Name)
	}
	return f
}

func texts(lines []Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text)
	}
	return out
}

// digits returns a phone number as it is dialed.
func digits(phone string) string {
	return "+" + strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, phone)
}

// Each file is read as its source has it, by both readers of a PDF and by the
// one that takes the text as the file draws it.
func TestFilesAreReadAsWritten(t *testing.T) {
	for _, e := range loaded(t) {
		for extension, data := range files(t, e) {
			for _, reader := range []parser.Reader{parser.ReaderBoth, parser.ReaderStream} {
				if extension == "docx" && reader != parser.ReaderBoth {
					continue
				}
				t.Run(fmt.Sprintf("%s-%s.%s/%s", e.Role, e.Level, extension, reader), func(t *testing.T) {
					doc, err := parser.Parse(t.Context(), e.FileName(extension), data, parser.Options{Reader: reader})
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(written(e), readBy(doc)); diff != "" {
						t.Errorf("read otherwise than written (-written +read):\n%s", diff)
					}
				})
			}
		}
	}
}

func TestScores(t *testing.T) {
	s, err := scorer.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range loaded(t) {
		for extension, data := range files(t, e) {
			t.Run(fmt.Sprintf("%s-%s.%s", e.Role, e.Level, extension), func(t *testing.T) {
				doc, err := parser.Parse(t.Context(), e.FileName(extension), data, parser.Options{})
				if err != nil {
					t.Fatal(err)
				}
				r, err := s.Check(doc, scorer.Options{Role: e.Role})
				if err != nil {
					t.Fatal(err)
				}
				if r.Score < leastScore {
					t.Errorf("the score is %d: %s", r.Score, open(r))
				}
				for _, f := range r.Findings {
					if f.Status == scorer.Fail {
						t.Errorf("%s fails: %s", f.ID, f.Reason)
					}
				}
				if better, ok := r.BetterFit(); ok {
					t.Errorf("another role fits better: %s", r.FitReason(better))
				}
			})
		}
	}
}

// open says what a report leaves open.
func open(r *scorer.Report) string {
	var out []string
	for _, f := range r.Findings {
		if f.Points < f.Max {
			out = append(out, f.ID+": "+f.Reason)
		}
	}
	for _, x := range r.Signals {
		if x.Points < x.Max {
			out = append(out, x.ID+" "+x.Level.String()+" "+strconv.FormatFloat(x.Max-x.Points, 'f', 2, 64))
		}
	}
	return strings.Join(out, "; ")
}

func TestFilesAreTheSameEachTime(t *testing.T) {
	for _, e := range loaded(t) {
		first, second := files(t, e), files(t, e)
		for extension := range first {
			if !bytes.Equal(first[extension], second[extension]) {
				t.Errorf("%s %s: two files of %s differ", e.Role, e.Level, extension)
			}
		}
	}
}

// What nobody may have is not in an example: a number or an address of somebody.
func TestPeopleAreInvented(t *testing.T) {
	names := map[string]bool{}
	for _, e := range loaded(t) {
		if !strings.HasSuffix(e.Email, "@example.com") || !strings.Contains(strings.NewReplacer(" ", "", "-", "").Replace(e.Phone), "55501") {
			t.Errorf("%s: %s, %s", e.Name, e.Email, e.Phone)
		}
		for _, link := range e.Links {
			if !strings.Contains(link, "example") {
				t.Errorf("%s: the link %s may be somebody's", e.Name, link)
			}
		}
		if names[e.Name] {
			t.Errorf("%s stands twice", e.Name)
		}
		names[e.Name] = true
	}
}

func TestLinesSayWhyTheyWork(t *testing.T) {
	for _, e := range loaded(t) {
		var lines []Line
		for _, s := range e.Sections {
			for _, j := range s.Jobs {
				lines = append(lines, j.Bullets...)
			}
			for _, p := range s.Projects {
				lines = append(lines, p.Bullets...)
			}
		}
		explained := slices.DeleteFunc(slices.Clone(lines), func(l Line) bool { return l.Why == "" })
		if 10*len(explained) < 7*len(lines) {
			t.Errorf("%s %s: %d of %d lines say why they work", e.Role, e.Level, len(explained), len(lines))
		}
	}
}

// What is wrong with a source is said when the program starts, with its file.
func TestLoadSaysWhatIsWrong(t *testing.T) {
	const good = `
about: Short.
name: Maya Lindqvist
title: Engineer
sections: [{heading: Work, jobs: [{title: Engineer, company: A, location: B, start: 2021-03, end: present}]}]
`
	for _, c := range []struct{ name, source, want string }{
		{"backend-early", good, ""},
		{"backend", good, "people/backend.yaml: the file has to be named ROLE-LEVEL.yaml"},
		{"backend-middle", good, "has to be named"},
		{"backend-early", good + "salary: 1", "salary"},
		{"backend-early", strings.Replace(good, "Maya", "Łucja", 1), `the fonts of the PDF have no 'Ł': Łucja Lindqvist`},
		{"backend-early", strings.Replace(good, "2021-03", "March 2021", 1), `"March 2021" is no date`},
		{"backend-early", strings.Replace(good, "about: Short.", "", 1), "a word about it"},
	} {
		_, err := load(fstest.MapFS{"people/" + c.name + ".yaml": {Data: []byte(c.source)}})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// Programs that read Word documents are stricter than ours.
func TestWordDocumentIsWellFormed(t *testing.T) {
	for _, e := range loaded(t) {
		data := files(t, e)["docx"]
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range z.File {
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			d := xml.NewDecoder(r)
			for err == nil {
				_, err = d.Token()
			}
			if err != io.EOF {
				t.Errorf("%s %s: %s: %v", e.Role, e.Level, part.Name, err)
			}
		}
	}
}
