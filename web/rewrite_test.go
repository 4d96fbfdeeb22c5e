package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"shortlist/parser/resumetest"
	"shortlist/scorer"
)

// tryLines sends lines to the API of a report.
func (s testServer) tryLines(report, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/api/v1"+report+"/lines", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return s.do(r)
}

// weakLine is a bullet of the Fresher that shows nothing.
const weakLine = "Presented the design to a class of thirty and collected their feedback in a short survey."

func (s testServer) lineOf(report, text string) int {
	s.t.Helper()
	k, err := s.reportOf(s.t.Context(), strings.TrimPrefix(report, "/report/"))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, st := range scorer.Rewritable(k.report.Document) {
		if st.Text == text {
			return st.Lines[0]
		}
	}
	s.t.Fatalf("no line %q", text)
	return 0
}

func TestRewriteAPI(t *testing.T) {
	s := newTestServer(t, nil)
	for name, data := range map[string][]byte{"cv.pdf": resumetest.PDF(resumetest.Fresher()), "cv.docx": resumetest.DOCX(resumetest.Fresher())} {
		report := s.newReport(name, data)
		line := s.lineOf(report, weakLine)
		before := s.get(report).Body.String()

		var got rewriteJSON
		w := s.tryLines(report, fmt.Sprintf(`{"lines":[{"line":%d,"text":"Added a Redis cache to the search and cut its p99 latency from 900 ms to 120 ms."}]}`, line))
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%s: %d, %v: %s", name, w.Code, err, w.Body)
		}
		if got.Score <= got.Was || got.Points <= 0 || len(got.Lines) != 1 || got.Lines[0].Level != 3 || got.Lines[0].Was != weakLine || got.Lines[0].Points != got.Points {
			t.Errorf("%s: a better line gives %+v", name, got)
		}
		sum := 0.0
		for _, c := range got.Changes {
			sum += c.Points
		}
		if d := sum - got.Points; d > .001 || d < -.001 {
			t.Errorf("%s: the changes add up to %v, the points won are %v", name, sum, got.Points)
		}
		if !slices.ContainsFunc(got.Changes, func(c pointsJSON) bool { return c.ID == "caching" }) {
			t.Errorf("%s: the cache changes nothing: %+v", name, got.Changes)
		}

		// The same words change nothing, and nothing is kept.
		w = s.tryLines(report, fmt.Sprintf(`{"lines":[{"line":%d,"text":%q}]}`, line, weakLine))
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.Points != 0 || got.Score != got.Was || len(got.Changes) != 0 {
			t.Errorf("%s: the same words give %s", name, w.Body)
		}
		if s.get(report).Body.String() != before {
			t.Errorf("%s: the report has changed", name)
		}
	}
}

func TestRewriteAPIRefuses(t *testing.T) {
	s := newTestServer(t, nil)
	report := s.newReport("cv.pdf", resumetest.PDF(resumetest.Fresher()))
	many := strings.Repeat(`{"line":0,"text":"a"},`, maxLines) + `{"line":0,"text":"a"}`
	for name, tt := range map[string]struct {
		report, body string
		status       int
		says         string
	}{
		"no report":    {"/report/NONE", `{"lines":[]}`, 404, "not-found"},
		"no JSON":      {report, "a line", 400, "no JSON"},
		"another line": {report, `{"lines":[{"line":0,"text":"a"}]}`, 400, "Take the line from the report"},
		"a long line":  {report, `{"lines":[{"line":0,"text":"` + strings.Repeat("a", maxLineLength+1) + `"}]}`, 400, "too long"},
		"many lines":   {report, `{"lines":[` + many + `]}`, 400, "too many lines"},
		"a large body": {report, strings.Repeat(" ", maxLinesBody+1), 413, "too-large"},
	} {
		if w := s.tryLines(tt.report, tt.body); w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) {
			t.Errorf("%s: %d, %s", name, w.Code, w.Body)
		}
	}
}

// Without scripts the lines are a form, and the answer a page.
func TestLinesForm(t *testing.T) {
	s := newTestServer(t, nil)
	report := s.newReport("cv.docx", resumetest.DOCX(resumetest.Fresher()))
	page := s.get(report + "/lines").Body.String()
	checkMarkup(t, "lines", page)
	if strings.Contains(page, "would be") || !strings.Contains(page, weakLine) {
		t.Error("before anything was tried, the page shows the lines and no result")
	}
	better := "Added a Redis cache to the search & cut its p99 latency from 900 ms to 120 ms."
	field := fmt.Sprintf("line-%d", s.lineOf(report, weakLine))
	r := httptest.NewRequest(http.MethodPost, report+"/lines", strings.NewReader(url.Values{field: {better}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := s.do(r)
	page = w.Body.String()
	checkMarkup(t, "lines tried", page)
	for _, want := range []string{"The score would be", "1 line to take home", strings.Replace(better, "&", "&amp;", 1), ">measured<", weakLine} {
		if w.Code != http.StatusOK || !strings.Contains(page, want) {
			t.Errorf("%d: the page lacks %q", w.Code, want)
		}
	}
}
