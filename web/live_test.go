package web

import (
	"bytes"
	"encoding/json"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shortlist/parser/resumetest"
)

func (s testServer) newVersion(before, name string, data []byte, fields ...string) string {
	s.t.Helper()
	w := s.upload(before+"/check", name, data, fields...)
	location := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || location == before {
		s.t.Fatalf("the new version answers %d to %q: %s", w.Code, location, w.Body)
	}
	return location
}

func TestNewVersion(t *testing.T) {
	s := newTestServer(t, nil)
	w := s.upload("/check", "old.docx", resumetest.DOCX(resumetest.Fresher()), "job", "Requirements: Kafka and PostgreSQL.")
	before := w.Header().Get("Location")
	if page := s.get(before).Body.String(); strings.Contains(page, "Since the version before") || !strings.Contains(page, `action="`+before+`/check"`) {
		t.Error("a first report is compared with nothing, and has a form for the next version")
	}

	// The posting is that of the report before, whatever the form says.
	after := s.newVersion(before, "new.pdf", resumetest.PDF(resumetest.Sample()), "job", "Requirements: Rust.")
	w = s.get(after)
	page := w.Body.String()
	checkMarkup(t, "the new version", page)
	for _, want := range []string{"Since the version before", "points more.", ">Mended<", "only the old version has", "only the new version has",
		"Of what the posting asks for", ">PostgreSQL</a>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	// Who is given the new report must not come to the old one by it.
	id := strings.TrimPrefix(before, "/report/")
	if strings.Contains(page, id) || strings.Contains(w.Header().Get("Link"), id) {
		t.Error("the new report gives away the address of the old one")
	}
	for _, format := range []string{"html", "markdown", "json"} {
		if body := s.get(after + "/download?format=" + format).Body.String(); strings.Contains(body, id) || strings.Contains(body, "Amara") {
			t.Errorf("the download as %s gives away the old version or its address", format)
		}
	}

	// What is said of the old version goes with it.
	s.do(httptest.NewRequest(http.MethodPost, before+"/delete", nil))
	page = s.get(after).Body.String()
	if strings.Contains(page, "Since the version before") || !strings.Contains(page, "Jordan Ellery") {
		t.Error("the comparison outlives the report it is made with, or the new report does not")
	}
	if w := s.upload(before+"/check", "new.pdf", resumetest.PDF(resumetest.Sample())); w.Code != http.StatusNotFound {
		t.Errorf("a version of a report that is gone answers %d", w.Code)
	}
}

func TestNewVersionThatFails(t *testing.T) {
	s := newTestServer(t, nil)
	before := s.newReport("old.pdf", resumetest.PDF(resumetest.Sample()))
	for _, f := range failures() {
		if len(f.fields) > 0 {
			continue
		}
		w := s.upload(before+"/check", "cv.pdf", f.data)
		if w.Code != f.status {
			t.Errorf("%s answers %d, want %d", f.name, w.Code, f.status)
		}
		page := w.Body.String()
		checkMarkup(t, f.name, page)
		if !strings.Contains(page, `action="`+before+`/check"`) || strings.Contains(page, `name="role"`) {
			t.Errorf("%s: the form for the new version is not offered again", f.name)
		}
	}
	if w := s.get(before); w.Code != http.StatusOK {
		t.Errorf("the report before answers %d", w.Code)
	}
}

func TestNewVersionsAreLimited(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.Traffic.Burst = 1 })
	before := s.newReport("old.pdf", resumetest.PDF(resumetest.Fresher()))
	if w := s.upload(before+"/check", "new.pdf", resumetest.PDF(resumetest.Fresher())); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" {
		t.Errorf("the second upload of an address that may send one answers %d", w.Code)
	}
}

func TestPagePictures(t *testing.T) {
	s := newTestServer(t, nil)
	report := s.newReport("cv.pdf", resumetest.PDF(resumetest.Sample()))
	page := s.get(report).Body.String()
	path := report + "/pages/1.png"
	if !strings.Contains(page, `src="`+path+`"`) {
		t.Error("the report does not show its pages")
	}
	first := s.get(path)
	drawn, err := png.Decode(bytes.NewReader(first.Body.Bytes()))
	if err != nil || first.Code != http.StatusOK || first.Header().Get("Content-Type") != "image/png" {
		t.Fatalf("the picture: status %d, %s, %v", first.Code, first.Header().Get("Content-Type"), err)
	}
	if b := drawn.Bounds(); b.Dx() < 700 || b.Dy() < 1000 {
		t.Errorf("the picture is %v, want a page at %d dpi", b, pictureDPI)
	}
	if first.Header().Get("Cache-Control") != "no-store" || first.Header().Get("X-Robots-Tag") != "noindex" {
		t.Errorf("the picture may be kept or indexed: %v", first.Header())
	}
	id := strings.TrimPrefix(report, "/report/")
	if kept, _ := s.reports.Get(t.Context(), id, "picture.1"); !bytes.Equal(kept, first.Body.Bytes()) || !bytes.Equal(kept, s.get(path).Body.Bytes()) {
		t.Error("the picture is not kept, or another one the second time")
	}

	for _, name := range []string{"0.png", "2.png", "-1.png", "01.png", "1", "1.jpg", "x.png", "1.png.png"} {
		if w := s.get(report + "/pages/" + name); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", name, w.Code)
		}
	}
	word := s.newReport("cv.docx", resumetest.DOCX(resumetest.Sample()))
	if w := s.get(word + "/pages/1.png"); w.Code != http.StatusNotFound || strings.Contains(s.get(word).Body.String(), "<img") {
		t.Errorf("the page of a Word document answers %d, or is shown", w.Code)
	}

	s.do(httptest.NewRequest(http.MethodPost, report+"/delete", nil))
	if w := s.get(path); w.Code != http.StatusNotFound || s.reports.used != 0 {
		t.Errorf("the picture of a deleted report answers %d, and %d bytes are kept", w.Code, s.reports.used)
	}
}

// A report whose file went for want of space is shown without its pages.
func TestReportWithoutItsFile(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.MaxKept = 1 })
	report := s.newReport("cv.pdf", resumetest.PDF(resumetest.Sample()))
	if w := s.get(report); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "<img") {
		t.Errorf("the report answers %d, or shows pages that are gone", w.Code)
	}
	if w := s.get(report + "/pages/1.png"); w.Code != http.StatusNotFound {
		t.Errorf("the picture answers %d", w.Code)
	}
}

func TestDownloads(t *testing.T) {
	s := newTestServer(t, nil)
	report := s.newReport("cv.pdf", resumetest.PDF(resumetest.Sample()))
	line := resumetest.Sample().Jobs[1].Bullets[3]
	for format, contentType := range map[string]string{
		"json": "application/json", "html": "text/html; charset=utf-8", "markdown": "text/markdown; charset=utf-8",
	} {
		w := s.get(report + "/download?format=" + format)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != contentType || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment; filename=report.") {
			t.Errorf("%s answers %d with %v", format, w.Code, w.Header())
		}
		if format != "json" && !strings.Contains(w.Body.String(), "41%") {
			t.Errorf("the download as %s does not quote %q", format, line)
		}
	}
	var got struct {
		Schema string
		Score  int
	}
	if err := json.Unmarshal(s.get(report+"/download?format=json").Body.Bytes(), &got); err != nil || got.Schema != "shortlist.report/1" || got.Score == 0 {
		t.Errorf("the JSON is %+v, %v", got, err)
	}
	for path, status := range map[string]int{report + "/download?format=pdf": 400, "/report/AAAA/download": 404, report + "/download": 200} {
		if w := s.get(path); w.Code != status {
			t.Errorf("%s answers %d, want %d", path, w.Code, status)
		}
	}
}
