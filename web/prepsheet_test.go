package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"shortlist/parser/resumetest"
	"shortlist/prep"
)

func TestPrepSheet(t *testing.T) {
	s := newTestServer(t, nil)
	for name, data := range map[string][]byte{
		"engineer.pdf": resumetest.PDF(resumetest.Sample()), "fresher.docx": resumetest.DOCX(resumetest.Fresher()), "nurse.pdf": resumetest.PDF(resumetest.Nurse()),
	} {
		report := s.newReport(name, data)
		page := s.get(report + "/prep-sheet").Body.String()
		checkMarkup(t, name, page)
		questions := regexp.MustCompile(`<h2><a href="/interview-questions/backend/([a-z0-9-]+)"`).FindAllStringSubmatch(page, -1)
		seen := map[string]bool{}
		for _, q := range questions {
			if seen[q[1]] {
				t.Errorf("%s: %s is asked twice", name, q[1])
			}
			seen[q[1]] = true
		}
		if len(questions) != sheetQuestions {
			t.Errorf("%s: %d questions", name, len(questions))
		}
		w := s.get(report + "/prep-sheet?format=markdown")
		if got := strings.Count(w.Body.String(), "\n## "); got != sheetQuestions || w.Header().Get("Content-Disposition") != "attachment; filename=prep-sheet.md" {
			t.Errorf("%s: %d questions as Markdown, %s", name, got, w.Header().Get("Content-Disposition"))
		}
	}
	report := s.newReport("engineer.pdf", resumetest.PDF(resumetest.Sample()))
	if page := s.get(report + "/prep-sheet").Body.String(); !strings.Contains(page, "900 ms to 120 ms") {
		t.Error("the sheet does not show the person's own line")
	}
	if w := s.get(report + "/prep-sheet?format=pdf"); w.Code != http.StatusBadRequest {
		t.Errorf("an unknown format answers %d", w.Code)
	}
	if w := s.get("/report/NONE/prep-sheet"); w.Code != http.StatusNotFound {
		t.Errorf("no report answers %d", w.Code)
	}
}

func TestPrepSheetAlternates(t *testing.T) {
	link := func(id string) prep.Link { return prep.Link{Question: prep.Question{ID: id}} }
	role := prep.RolePage{Groups: []prep.Group{{Questions: []prep.Question{{ID: "c"}, {ID: "z"}}}}}
	var got []string
	for _, q := range sheetQuestionsOf(prep.Links{Claims: []prep.Link{link("a"), link("b")}, Gaps: []prep.Link{link("c"), link("a"), link("d")}}, role) {
		got = append(got, q.Question.ID)
	}
	if want := "a c b d z"; strings.Join(got, " ") != want {
		t.Errorf("the questions are %v, want %s", got, want)
	}
}
