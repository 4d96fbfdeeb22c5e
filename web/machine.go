package web

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"shortlist/parser"
	"shortlist/scorer"
)

// What the machine sees: an application form as a hiring system fills it from
// the file, and the text as a simple reader takes it.

// machineView is that of one resume.
type machineView struct {
	Contact []formField
	Jobs    formList
	Schools formList
	Skills  skillList
	Text    simpleText
	Notices []string
}

// formField is one field of the form.
type formField struct {
	Label, Value string
	Href         string // "" if there is none, or none that is safe to follow
	Why          string // it wants a look; "" if it is fine
}

// formList is a part of the form with an entry for each job or school.
type formList struct {
	Entries [][]formField
	Why     string // why there is none, or what is wrong with them all
}

type skillList struct {
	Names []string
	Why   string
}

// Lengths from which a field looks as if other text had run into it.
const (
	longTitle = 80 // characters
	longSkill = 45
)

// newMachineView fills the form from the document. What the checks say of a
// field is said beside it.
func newMachineView(r *scorer.Report) machineView {
	d := r.Document
	open := map[string]string{}
	for _, f := range r.Findings {
		if f.Status == scorer.Warn || f.Status == scorer.Fail {
			open[f.ID] = f.Reason
		}
	}
	v := machineView{Text: newSimpleText(d)}
	for _, f := range []struct{ label, value, check string }{
		{"Name", d.Name, "contact-name"}, {"E-mail", d.Email, "contact-email"},
		{"Phone", d.Phone, "contact-phone"}, {"Location", d.Location, "contact-location"},
	} {
		field := formField{Label: f.label, Value: f.value, Why: open[f.check]}
		switch {
		case field.Why != "":
		case f.value == "":
			field.Why = "Nothing was found to fill in here."
		case f.label == "Name" && strings.ContainsFunc(f.value, func(c rune) bool { return unicode.IsDigit(c) || c == '@' }):
			field.Why = "This does not look like a name."
		}
		v.Contact = append(v.Contact, field)
	}
	for i, l := range d.Links {
		field := formField{Label: "Link", Value: l.URL, Href: safeHref(l.URL)}
		if i == 0 {
			field.Why = open["profile-link"]
		}
		v.Contact = append(v.Contact, field)
	}
	if len(d.Links) == 0 {
		v.Contact = append(v.Contact, formField{Label: "Link", Why: cmp.Or(open["profile-link"], "There is no address of a profile or a site.")})
	}
	v.Jobs.Why = open["section-experience"]
	for _, j := range d.Jobs {
		from, to := dateFields(j.Start, j.End)
		v.Jobs.Entries = append(v.Jobs.Entries, []formField{
			wanted("Title", j.Title, "No title was recognized in this entry."),
			wanted("Company", j.Company, "No employer was recognized in this entry."),
			from, to,
		})
	}
	v.Schools.Why = open["section-education"]
	for _, s := range d.Education {
		from, to := dateFields(s.Start, s.End)
		from.Why = "" // a year of graduation is enough
		if to.Value == "" && from.Value != "" {
			to.Why = ""
		}
		v.Schools.Entries = append(v.Schools.Entries, []formField{
			wanted("Degree", s.Degree, "No degree was recognized in this entry."),
			wanted("School", s.School, "No school was recognized in this entry."),
			from, to,
		})
	}
	v.Skills.Why = open["section-skills"]
	for _, s := range d.Skills {
		v.Skills.Names = append(v.Skills.Names, s.Name)
		if v.Skills.Why == "" && utf8.RuneCountInString(s.Name) > longSkill {
			v.Skills.Why = fmt.Sprintf("“%s” is long for a skill: a search for a name may miss it.", s.Name)
		}
	}
	for _, n := range d.Notices {
		v.Notices = append(v.Notices, n.Text)
	}
	return v
}

// wanted is a field that every form asks for.
func wanted(label, value, why string) formField {
	f := formField{Label: label, Value: value}
	switch {
	case value == "":
		f.Why = why
	case utf8.RuneCountInString(value) > longTitle:
		f.Why = "This is long for the field: other text may have run into it."
	}
	return f
}

// dateFields returns the fields of when something began and ended.
func dateFields(start, end parser.Date) (from, to formField) {
	from, to = formField{Label: "From"}, formField{Label: "To"}
	if !start.IsZero() {
		from.Value = start.String()
	} else {
		from.Why = "No beginning was recognized; years of work are counted from dates."
	}
	switch {
	case !end.IsZero():
		to.Value = end.String()
	case start.IsZero():
		to.Why = "No end was recognized either."
	default:
		to.Why = "No end was recognized; write “present” if it goes on."
	}
	if !start.IsZero() && !end.IsZero() && !end.Present && !start.Present &&
		(end.Year < start.Year || end.Year == start.Year && start.Month > 0 && end.Month > 0 && end.Month < start.Month) {
		to.Why = "It ends before it begins."
	}
	return from, to
}

// Odd returns the fields that want a look, those of an entry with its name.
func (v machineView) Odd() []formField {
	var out []formField
	add := func(entry string, fields []formField) {
		for _, f := range fields {
			if f.Why != "" {
				f.Label += entry
				out = append(out, f)
			}
		}
	}
	add("", v.Contact)
	for _, list := range []struct {
		name string
		formList
	}{{"Work", v.Jobs}, {"Education", v.Schools}} {
		add("", []formField{{Label: list.name, Why: list.Why}})
		for _, entry := range list.Entries {
			if name := cmp.Or(entry[0].Value, entry[1].Value); name != "" {
				add(" of “"+name+"”", entry)
			} else {
				add(" of an entry of "+strings.ToLower(list.name), entry)
			}
		}
	}
	add("", []formField{{Label: "Skills", Why: v.Skills.Why}})
	return out
}

// machinePage shows the view of one report.
type machinePage struct {
	base
	ID      string
	Sample  bool
	Machine machineView
}

func (s *Server) machine(c *gin.Context) (view, error) {
	k, err := s.live(c)
	if err != nil {
		return view{}, err
	}
	page := machinePage{base: s.base("What the machine sees", ""), ID: c.Param("id"), Machine: newMachineView(k.report)}
	page.Sample = page.ID == sampleID
	page.NoIndex = true
	return view{name: "machine-view", data: page}, nil
}

// simpleText is the text as a simple reader takes it.
type simpleText struct {
	Rows     [][]textRun
	Summary  string
	Legend   []textRun // the kinds of differences there are, each with what it means
	Compared bool
}

// textRun is a piece of a row, and how it differs from the page.
type textRun struct {
	Text string
	Kind string // "" if it does not
}

// partSkipped is the kind of a line that simple readers of Word files leave out.
const partSkipped = "skipped"

// differences say what each kind means, in the order of the legend.
var differences = []textRun{
	{"the page has it elsewhere in its order", parser.Moved.String()},
	{"the page has other letters, or parts the words elsewhere", parser.Changed.String()},
	{"the page shows no word there", parser.Added.String()},
	{"the page shows it, a simple reader does not get it", parser.Missing.String()},
	{"stands outside the body; many readers leave it out", partSkipped},
}

func newSimpleText(d *parser.Document) simpleText {
	t := simpleText{Compared: d.Agreement >= 0}
	if d.File.Kind == "docx" {
		t.rowsOfWord(d)
	} else {
		t.rowsOfStream(d.Stream)
		t.Compared = t.Compared && len(d.Stream) > 0
	}
	present := map[string]bool{}
	for _, row := range t.Rows {
		for _, run := range row {
			present[run.Kind] = true
		}
	}
	for _, k := range differences {
		if present[k.Kind] {
			t.Legend = append(t.Legend, k)
		}
	}
	t.Summary = summarize(d, t)
	return t
}

func summarize(d *parser.Document, t simpleText) string {
	switch {
	case !t.Compared:
		return "Only one of our two readers could read this file, so there is nothing to compare."
	case len(t.Legend) == 0 && d.File.Kind == "docx":
		return "All of it stands in the body of the document, in one order: simple readers get it whole."
	case len(t.Legend) == 0:
		return "Both of our readers take the same words in the same order."
	case d.File.Kind == "docx":
		return "A simple reader takes the body of the document. What is marked stands elsewhere."
	}
	return fmt.Sprintf("A simple reader takes the words as the file draws them. %d of 100 are those of the page, in its order; the others are marked.", int(math.Floor(d.Agreement*100)))
}

// rowsOfStream joins neighbors that differ in the same way.
func (t *simpleText) rowsOfStream(words []parser.StreamWord) {
	for i, w := range words {
		if i == 0 || w.Break {
			t.Rows = append(t.Rows, nil)
		}
		row := &t.Rows[len(t.Rows)-1]
		if n := len(*row); n > 0 && (*row)[n-1].Kind == w.Difference.String() {
			(*row)[n-1].Text += " " + w.Text
			continue
		}
		*row = append(*row, textRun{w.Text, w.Difference.String()})
	}
}

func (t *simpleText) rowsOfWord(d *parser.Document) {
	for _, l := range d.Lines {
		kind := ""
		if p := l.Part; p != parser.PartBody && p != parser.PartTable {
			kind = partSkipped
		}
		t.Rows = append(t.Rows, []textRun{{strings.ReplaceAll(l.Text, "\t", " "), kind}})
	}
}
