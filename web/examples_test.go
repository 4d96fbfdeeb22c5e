package web

import (
	"html"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shortlist/parser"
	"shortlist/prep/examples"
)

const maxExamplePage = 60_000 // bytes

// The page of a role shows each line of its examples with why it works, and
// leads to the files, the reports and the questions.
func TestExamplePages(t *testing.T) {
	s := newTestServer(t, nil)
	index := s.get("/resume-examples").Body.String()
	checkMarkup(t, "/resume-examples", index)
	for _, role := range s.Scorer.Roles() {
		path := "/resume-examples/" + role
		w := s.get(path)
		page := w.Body.String()
		if w.Code != http.StatusOK || len(page) > maxExamplePage {
			t.Fatalf("%s answers %d with %d bytes", path, w.Code, len(page))
		}
		checkMarkup(t, path, page)
		for _, e := range s.examples {
			if e.Role != role {
				continue
			}
			texts := []string{e.Name, e.About, e.Email, e.Phone}
			for _, section := range e.Sections {
				texts = append(texts, textsOf(section)...)
			}
			for _, text := range texts {
				if !strings.Contains(html.UnescapeString(page), text) {
					t.Errorf("%s does not say %q", path, text)
				}
			}
			report := s.get("/report/" + e.id)
			k, err := s.reportOf(t.Context(), e.id)
			if err != nil {
				t.Fatal(err)
			}
			score := strconv.Itoa(k.report.Score)
			if report.Code != http.StatusOK || report.Header().Get("X-Robots-Tag") != "noindex" || !strings.Contains(page, "<b>"+score+"</b> of 100 points") {
				t.Errorf("%s: the report answers %d, and the page does not have its score of %s", e.id, report.Code, score)
			}
			for _, href := range []string{e.FilePath("pdf"), e.FilePath("docx"), "/report/" + e.id} {
				if !strings.Contains(page, `href="`+href+`"`) {
					t.Errorf("%s does not lead to %s", path, href)
				}
			}
			if href := path + "#" + e.Level; !strings.Contains(index, `href="`+href+`"`) {
				t.Errorf("the list of examples does not lead to %s", href)
			}
		}
		if !strings.Contains(s.get("/interview-questions/"+role).Body.String(), `href="`+path+`"`) {
			t.Errorf("the questions of %s do not lead to its examples", role)
		}
	}
	if code := s.get("/resume-examples/astronaut").Code; code != http.StatusNotFound {
		t.Errorf("an unknown role answers %d", code)
	}
}

// textsOf returns the lines of a section with why they work.
func textsOf(section examples.Section) []string {
	lines := slices.Clone(section.Items)
	if section.Text != nil {
		lines = append(lines, *section.Text)
	}
	var out []string
	for _, j := range section.Jobs {
		lines = append(lines, j.Bullets...)
		out = append(out, j.Title, j.Company, j.Span.String())
	}
	for _, p := range section.Projects {
		lines = append(lines, p.Bullets...)
		out = append(out, p.Name)
	}
	for _, x := range section.Education {
		lines = append(lines, x.Bullets...)
		out = append(out, x.Degree, x.School)
	}
	for _, g := range section.Skills {
		out = append(out, g.List(), g.Why)
	}
	for _, l := range lines {
		out = append(out, l.Text, l.Why)
	}
	return out
}

// What a line shows and invites comes from the report and is about that line.
func TestExampleLines(t *testing.T) {
	s := newTestServer(t, nil)
	e := s.examples[slices.IndexFunc(s.examples, func(e example) bool { return e.Role == "backend" && e.Level == "senior" })]
	shown, err := s.showExample(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, part := range shown.Parts {
		for _, entry := range part.Entries {
			for _, l := range entry.Lines {
				if len(l.Shows) == 0 {
					t.Errorf("%q shows nothing", l.Text)
				}
				if !strings.HasPrefix(l.Text, "Made payment capture idempotent") {
					continue
				}
				found = true
				if l.Shows[0].Tag.Word != "measured" || !slices.Contains(l.Shows[0].Labels, "Payments and billing") {
					t.Errorf("%q shows %+v", l.Text, l.Shows)
				}
				if l.Questions[0].ID != "payment-idempotency" {
					t.Errorf("%q invites %s first", l.Text, l.Questions[0].ID)
				}
			}
		}
	}
	if !found {
		t.Error("the line on payments is gone")
	}
}

func TestExampleFiles(t *testing.T) {
	s := newTestServer(t, nil)
	for extension, contentType := range exampleTypes {
		path := "/resume-examples/data/senior." + extension
		w := s.get(path)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != contentType ||
			w.Header().Get("Content-Disposition") != "attachment; filename=rohan-deshmukh-senior-data-engineer."+extension {
			t.Errorf("%s answers %d: %v", path, w.Code, w.Header())
		}
		doc, err := parser.Parse(t.Context(), "", w.Body.Bytes(), parser.Options{})
		if err != nil || doc.File.Kind != extension || doc.Name != "Rohan Deshmukh" {
			t.Errorf("%s is no %s of Rohan Deshmukh: %v", path, extension, err)
		}
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("If-None-Match", w.Header().Get("ETag"))
		again := s.do(r)
		if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s once more answers %d with %d bytes", path, again.Code, again.Body.Len())
		}
	}
	for _, path := range []string{"/resume-examples/data/senior.odt", "/resume-examples/data/senior", "/resume-examples/data/middle.pdf", "/resume-examples/none/senior.pdf"} {
		if code := s.get(path).Code; code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, code)
		}
	}
}
