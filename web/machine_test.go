package web

import (
	"strings"
	"testing"

	"shortlist/parser"
	"shortlist/parser/resumetest"
	"shortlist/scorer"
)

// why returns what is said of the field of an entry; "" if it is fine.
func why(fields []formField, label string) string {
	for _, f := range fields {
		if f.Label == label {
			return f.Why
		}
	}
	return "there is no such field"
}

func TestMachineViewMarksFields(t *testing.T) {
	r := emptyReport()
	d := r.Document
	d.Name, d.Email = "Maya 2", "maya@example.com"
	d.Jobs = []parser.Job{
		{Title: "Engineer", Company: "Contoso", Start: parser.Date{Year: 2021, Month: 3}, End: parser.Date{Present: true}},
		{Company: strings.Repeat("Contoso ", 12), Start: parser.Date{Year: 2021, Month: 3}, End: parser.Date{Year: 2020, Month: 1}},
		{Title: "Engineer", Start: parser.Date{Year: 2015}},
	}
	d.Education = []parser.School{{School: "Example University", End: parser.Date{Year: 2016}}}
	d.Skills = []parser.Skill{{Name: "Go"}, {Name: "Experience with a number of languages and their tools"}}
	r.Findings = []scorer.Finding{
		{ID: "contact-phone", Status: scorer.Fail, Reason: "No phone number was found."},
		{ID: "contact-email", Status: scorer.Pass, Reason: "It is there."},
		{ID: "section-education", Status: scorer.Warn, Reason: "It has no heading."},
	}
	v := newMachineView(r)
	for _, tt := range []struct {
		fields      []formField
		label, says string
	}{
		{v.Contact, "Name", "does not look like a name"},
		{v.Contact, "E-mail", ""},
		{v.Contact, "Phone", "No phone number was found."},
		{v.Contact, "Location", "Nothing was found"},
		{v.Contact, "Link", "no address of a profile"},
		{v.Jobs.Entries[0], "Title", ""},
		{v.Jobs.Entries[0], "To", ""},
		{v.Jobs.Entries[1], "Title", "No title"},
		{v.Jobs.Entries[1], "Company", "other text may have run into it"},
		{v.Jobs.Entries[1], "To", "ends before it begins"},
		{v.Jobs.Entries[2], "Company", "No employer"},
		{v.Jobs.Entries[2], "To", "write “present”"},
		{v.Schools.Entries[0], "Degree", "No degree"},
		{v.Schools.Entries[0], "From", ""},
	} {
		if got := why(tt.fields, tt.label); tt.says == "" && got != "" || !strings.Contains(got, tt.says) {
			t.Errorf("of %s it is said %q, want %q", tt.label, got, tt.says)
		}
	}
	if v.Schools.Why != "It has no heading." || !strings.Contains(v.Skills.Why, "is long for a skill") {
		t.Errorf("of schools and skills it is said %q and %q", v.Schools.Why, v.Skills.Why)
	}
	if len(v.Odd()) != 12 {
		t.Errorf("%d fields want a look", len(v.Odd()))
	}
}

func TestSimpleText(t *testing.T) {
	d := fullDocument()
	text := newSimpleText(d)
	if len(text.Rows) != 2 || text.Rows[0][0] != (textRun{"Maya Lindqvist", ""}) || text.Rows[1][0] != (textRun{"Kafka Led", "moved"}) {
		t.Errorf("rows %v", text.Rows)
	}
	if len(text.Legend) != 4 || !strings.Contains(text.Summary, "94 of 100") {
		t.Errorf("legend %v, %q", text.Legend, text.Summary)
	}
	d.Stream, d.Agreement = nil, -1
	if got := newSimpleText(d); got.Rows != nil || !strings.Contains(got.Summary, "Only one of our two readers") {
		t.Errorf("of one reader: %v, %q", got.Rows, got.Summary)
	}
	d.File.Kind, d.Agreement = "docx", .9
	d.Lines = []parser.Line{{Text: "Maya\tLindqvist"}, {ID: 1, Text: "maya@example.com", Part: parser.PartHeader}}
	if got := newSimpleText(d); len(got.Rows) != 2 || got.Rows[1][0].Kind != partSkipped || len(got.Legend) != 1 {
		t.Errorf("of a Word document: %v, %v", got.Rows, got.Legend)
	}
}

// Each place is cited, numbered in order, and lies on its page.
func TestPlaces(t *testing.T) {
	sheets := newSheets(fullReport(), "/report/AAAA", true)
	if len(sheets) != 2 || sheets[1].Href != "/report/AAAA/pages/2.png" || sheets[0].Width != "612" {
		t.Fatalf("sheets %+v", sheets)
	}
	number := 0
	for _, s := range sheets {
		for _, p := range s.Places {
			number++
			if p.Number != number || len(p.Said) == 0 || len(p.Boxes) == 0 || p.Boxes[0].LabelX == "" {
				t.Errorf("place %+v", p)
			}
		}
	}
	if number == 0 {
		t.Error("there are no places")
	}
	kafka := sheets[1].Places[len(sheets[1].Places)-1]
	if kafka.Class != "warn" && kafka.Class != "good" || kafka.Line != 31 {
		t.Errorf("the last place is %+v", kafka)
	}
	lines := newSheets(fullReport(), "", false)
	if len(lines) != 1 || len(lines[0].Lines) != 32 || len(lines[0].Places) != number {
		t.Errorf("without pictures: %d sheets with %d lines", len(lines), len(lines[0].Lines))
	}
	if lines[0].Places[0].Rewrite != "" {
		t.Error("a report that does not live offers to rewrite")
	}
}

// The sample report is one like any other, at an address of its own that nobody
// can delete.
func TestSampleReport(t *testing.T) {
	s := newTestServer(t, nil)
	page := s.get("/sample-report").Body.String()
	checkMarkup(t, "sample", page)
	for _, want := range []string{"Maya Lindqvist", "/report/sample/pages/1.png", "/report/sample/prep-sheet", "an invented person"} {
		if !strings.Contains(page, want) {
			t.Errorf("the sample report lacks %q", want)
		}
	}
	if strings.Contains(page, "/delete") {
		t.Error("the sample report can be deleted")
	}
	for path, status := range map[string]int{
		"/report/sample": 303, "/report/sample/pages/1.png": 200, "/report/sample/prep-sheet": 200, "/report/sample/lines": 200, "/how-it-works": 200,
	} {
		if w := s.get(path); w.Code != status {
			t.Errorf("%s answers %d, want %d", path, w.Code, status)
		}
	}
	if w := s.upload("/report/sample/delete", "cv.pdf", resumetest.PDF(resumetest.Sample())); w.Code != 404 {
		t.Errorf("deleting it answers %d", w.Code)
	}
	if s.get("/sample-report").Code != 200 {
		t.Error("the sample report is gone")
	}
}
