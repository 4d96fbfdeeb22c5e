// Package examples holds resumes of invented people, two for each role, each
// written once (people) and shown as a page, a PDF (pdf.go) and a Word document
// (docx.go). A line can say why it works.
package examples

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// Levels are the stages of a career for which each role has an example.
var Levels = []string{"early", "senior"}

// Example is the resume of an invented person.
type Example struct {
	Role  string `yaml:"-"`     // id, from the name of the file
	Level string `yaml:"-"`     // one of Levels, from the name of the file
	About string `yaml:"about"` // what there is to see in it, in a sentence or two

	Name     string   `yaml:"name"`
	Title    string   `yaml:"title"`
	Email    string   `yaml:"email"`
	Phone    string   `yaml:"phone"`
	Location string   `yaml:"location"`
	Links    []string `yaml:"links"` // as printed, without the scheme

	Look     Look      `yaml:"look"`
	Sections []Section `yaml:"sections"` // in the order of the page
}

// Look is what the files of an example differ in. The zero value is a sans serif
// of 10 points on A4.
type Look struct {
	Letter       bool `yaml:"letter"` // US Letter, as is usual in North America
	Serif        bool `yaml:"serif"`
	Size         int  `yaml:"size"`          // of the letters, in points
	CompanyFirst bool `yaml:"company-first"` // the company stands above the title
}

func (l Look) points() int { return cmp.Or(l.Size, 10) }

// Section is a heading with what stands under it, of one of these kinds.
type Section struct {
	Heading   string    `yaml:"heading"`
	Text      *Line     `yaml:"text"`
	Jobs      []Job     `yaml:"jobs"`
	Projects  []Project `yaml:"projects"`
	Education []School  `yaml:"education"`
	Skills    []Skills  `yaml:"skills"`
	Items     []Line    `yaml:"items"` // certificates, languages, talks
}

// Line is something said, and why it works; Why may be empty.
type Line struct {
	Text string `yaml:"text"`
	Why  string `yaml:"why"`
}

// Span is a time from one month or year to another, as "2021-03" or "2021".
type Span struct {
	Start string `yaml:"start"` // "" for a single date
	End   string `yaml:"end"`   // "present" if it lasts
}

// Job is one position held.
type Job struct {
	Title    string `yaml:"title"`
	Company  string `yaml:"company"`
	Location string `yaml:"location"`
	Span     `yaml:",inline"`
	Bullets  []Line `yaml:"bullets"`
}

// Project is something built outside a job.
type Project struct {
	Name    string `yaml:"name"`
	Span    `yaml:",inline"`
	Bullets []Line `yaml:"bullets"`
}

// School is one entry of the education.
type School struct {
	Degree   string `yaml:"degree"`
	School   string `yaml:"school"`
	Location string `yaml:"location"`
	Span     `yaml:",inline"`
	Bullets  []Line `yaml:"bullets"`
}

// Skills is one line of skills under a label.
type Skills struct {
	Label string   `yaml:"label"`
	Names []string `yaml:"names"`
	Why   string   `yaml:"why"`
}

// List returns the skills as printed after their label.
func (s Skills) List() string { return strings.Join(s.Names, ", ") }

// String returns the span as printed: "Mar 2021 – Present".
func (s Span) String() string {
	if s.Start == "" {
		return printed(s.End)
	}
	return printed(s.Start) + " – " + printed(s.End)
}

// printed returns a date for people. Dates are checked when they are loaded.
func printed(date string) string {
	if date == "present" {
		return "Present"
	}
	if t, err := time.Parse("2006-01", date); err == nil {
		return t.Format("Jan 2006")
	}
	return date
}

// FileName returns the name under which the resume is sent, in the form that
// extension names: "zoe-almqvist-backend-engineer.pdf".
func (e Example) FileName(extension string) string {
	return slug(e.Name+" "+e.Title) + "." + extension
}

// slug returns the words of a text in small letters of ASCII.
func slug(text string) string {
	plain := strings.NewReplacer("ø", "o", "æ", "ae", "ß", "ss").Replace(strings.ToLower(text))
	return strings.Join(strings.FieldsFunc(withoutMarks(plain), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }), "-")
}

//go:embed people
var peopleFS embed.FS

// Load reads the examples, by role and level. An error names the file.
func Load() ([]Example, error) { return load(peopleFS) }

func load(files fs.FS) ([]Example, error) {
	names, err := fs.Glob(files, "people/*.yaml")
	if err != nil {
		return nil, err
	}
	var out []Example
	for _, name := range names {
		e, err := read(files, name)
		if err != nil {
			return nil, fmt.Errorf("prep/examples/%s: %w", name, err)
		}
		out = append(out, e)
	}
	return out, nil
}

func read(files fs.FS, name string) (Example, error) {
	var e Example
	source, err := fs.ReadFile(files, name)
	if err != nil {
		return e, err
	}
	if err := yaml.UnmarshalWithOptions(source, &e, yaml.Strict()); err != nil {
		return e, err
	}
	stem := strings.TrimSuffix(path.Base(name), ".yaml")
	i := strings.LastIndex(stem, "-")
	if i < 0 || !slices.Contains(Levels, stem[i+1:]) {
		return e, fmt.Errorf("the file has to be named ROLE-LEVEL.yaml, with a level of %v", Levels)
	}
	e.Role, e.Level = stem[:i], stem[i+1:]
	return e, e.check()
}

// check holds what the files of an example can be made of.
func (e Example) check() error {
	if e.Name == "" || e.Title == "" || e.About == "" || len(e.Sections) == 0 {
		return fmt.Errorf("a resume needs a name, a title, a word about it and sections")
	}
	for _, b := range e.blocks() {
		if r, ok := unprintable(b.Text + b.Label + b.Aside); ok {
			return fmt.Errorf("the fonts of the PDF have no %q: %s", r, b.Text)
		}
	}
	for _, span := range e.spans() {
		for _, date := range []string{span.Start, span.End} {
			if !validDate(date) {
				return fmt.Errorf("%q is no date of the form 2021-03, 2021 or present", date)
			}
		}
	}
	return nil
}

func (e Example) spans() []Span {
	var out []Span
	for _, s := range e.Sections {
		for _, j := range s.Jobs {
			out = append(out, j.Span)
		}
		for _, p := range s.Projects {
			out = append(out, p.Span)
		}
		for _, x := range s.Education {
			out = append(out, x.Span)
		}
	}
	return out
}

func validDate(date string) bool {
	if date == "" || date == "present" {
		return true
	}
	for _, form := range []string{"2006-01", "2006"} {
		if _, err := time.Parse(form, date); err == nil {
			return true
		}
	}
	return false
}
