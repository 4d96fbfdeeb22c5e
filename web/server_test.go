package web

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"html/template"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"shortlist/parser"
	"shortlist/parser/resumetest"
	"shortlist/prep"
	"shortlist/scorer"
)

// testServer is a server with the real rules and questions.
type testServer struct {
	*Server
	t   *testing.T
	log *bytes.Buffer
}

func newTestServer(t *testing.T, change func(*Config)) testServer {
	t.Helper()
	s, err := scorer.New()
	if err != nil {
		t.Fatal(err)
	}
	library, err := prep.Load(s.Rules())
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	c := Config{Log: slog.New(slog.NewTextHandler(&log, nil)), Scorer: s, Library: library, Version: "test"}
	if change != nil {
		change(&c)
	}
	server, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Close()
		if err := library.Close(); err != nil {
			t.Error(err)
		}
	})
	return testServer{server, t, &log}
}

func (s testServer) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s testServer) get(path string) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest(http.MethodGet, path, nil))
}

// upload posts a form with a file and fields given as name, value.
func (s testServer) upload(path, name string, data []byte, fields ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.uploadFrom("192.0.2.1:1234", path, name, data, fields...)
}

func (s testServer) uploadFrom(address, path, name string, data []byte, fields ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile("resume", name)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := file.Write(data); err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i < len(fields); i += 2 {
		if err := form.WriteField(fields[i], fields[i+1]); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		s.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.RemoteAddr = address
	r.Header.Set("Content-Type", form.FormDataContentType())
	return s.do(r)
}

// post sends a body of a type.
func (s testServer) post(path, contentType, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	return s.do(r)
}

// newReport uploads a resume and returns the path of its report.
func (s testServer) newReport(name string, data []byte) string {
	s.t.Helper()
	w := s.upload("/check", name, data, "role", "backend")
	location := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !regexp.MustCompile(`^/report/[A-Z2-7]{26}$`).MatchString(location) {
		s.t.Fatalf("the upload answers %d to %q: %s", w.Code, location, w.Body)
	}
	return location
}

func TestReportOfAnUpload(t *testing.T) {
	s := newTestServer(t, nil)
	for name, data := range map[string][]byte{
		"jordan.pdf":  resumetest.PDF(resumetest.Sample()),
		"jordan.docx": resumetest.DOCX(resumetest.Sample()),
	} {
		t.Run(name, func(t *testing.T) {
			path := s.newReport(name, data)
			w := s.get(path)
			page := w.Body.String()
			if w.Code != http.StatusOK {
				t.Fatalf("status %d: %s", w.Code, page)
			}
			checkMarkup(t, name, page)
			for _, want := range []string{"Jordan Ellery", name, "Where the interview will press", "/interview-questions/backend/production-incident", "<blockquote>", "Delete this report now"} {
				if !strings.Contains(page, want) {
					t.Errorf("the report does not show %q", want)
				}
			}
			machine := s.get(path + "/machine").Body.String()
			checkMarkup(t, name+", machine", machine)
			for _, want := range []string{"jordan.ellery@example.com", "Halden Freight"} {
				if !strings.Contains(machine, want) {
					t.Errorf("what the machine sees does not show %q", want)
				}
			}
			if got := w.Header().Get("X-Robots-Tag"); got != "noindex" {
				t.Errorf("X-Robots-Tag is %q", got)
			}
		})
	}
}

func TestDelete(t *testing.T) {
	s := newTestServer(t, nil)
	path := s.newReport("cv.pdf", resumetest.PDF(resumetest.Fresher()))
	w := s.do(httptest.NewRequest(http.MethodPost, path+"/delete", nil))
	if w.Code != http.StatusSeeOther {
		t.Fatalf("deleting answers %d", w.Code)
	}
	if home := s.get(w.Header().Get("Location")); !strings.Contains(home.Body.String(), "Your report is deleted") {
		t.Error("nothing says that the report is gone")
	}
	if w := s.get(path); w.Code != http.StatusNotFound {
		t.Errorf("a deleted report answers %d", w.Code)
	}
	if w := s.do(httptest.NewRequest(http.MethodPost, path+"/delete", nil)); w.Code != http.StatusNotFound {
		t.Errorf("deleting it again answers %d", w.Code)
	}
}

func TestPages(t *testing.T) {
	s := newTestServer(t, nil)
	for path, want := range map[string]string{
		"/":                            "Run Free ATS Check",
		"/interview-questions":         "/interview-questions/full-stack",
		"/interview-questions/backend": `id="rate-limiter"`,
		"/interview-questions/backend/rate-limiter": "A good answer covers",
		"/search":                            "Words to look for",
		"/search?q=cache":                    "caching-failure-modes",
		"/search?q=%3Cem%3Exyzzy%3C%2Fem%3E": "Nothing for",
	} {
		w := s.get(path)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s answers %d, without %q", path, w.Code, want)
			continue
		}
		checkMarkup(t, path, w.Body.String())
	}
}

func TestRolePageHasEveryQuestion(t *testing.T) {
	s := newTestServer(t, nil)
	titles := map[string]string{"backend": "Backend", "data": "Data", "devops": "DevOps", "full-stack": "Full-stack", "software": "Software"}
	if len(titles) != len(s.Library.Roles()) {
		t.Errorf("%d roles, want %d", len(s.Library.Roles()), len(titles))
	}
	for _, role := range s.Library.Roles() {
		page := s.get("/interview-questions/" + role.ID).Body.String()
		checkMarkup(t, role.ID, page)
		for _, g := range role.Groups {
			for _, q := range g.Questions {
				path := "/interview-questions/" + q.Role + "/" + q.ID
				if !strings.Contains(page, `id="`+q.ID+`"`) || !strings.Contains(page, `href="`+path+`"`) {
					t.Errorf("%s: %s has no anchor or no link", role.ID, q.ID)
				}
				w := s.get("/interview-questions/" + role.ID + "/" + q.ID)
				if q.Role != role.ID {
					if w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != path {
						t.Errorf("%s on the page of %s answers %d, %s", q.ID, role.ID, w.Code, w.Header().Get("Location"))
					}
					continue
				}
				if w.Code != http.StatusOK {
					t.Errorf("%s answers %d", path, w.Code)
				}
				checkMarkup(t, path, w.Body.String())
			}
		}
		year := time.Now().Format("2006")
		if !strings.Contains(page, "<h1>"+titles[role.ID]+" engineer interview questions ("+year+")</h1>") {
			t.Errorf("%s: the heading is another, or lacks the year", role.ID)
		}
		if n := strings.Count(page, `href="/?role=`+role.ID+`">Run Free ATS Check`); n != 2 {
			t.Errorf("%s: the page calls %d times to check the resume, want at top and bottom", role.ID, n)
		}
		for _, similar := range role.Similar {
			if !strings.Contains(page, `href="/interview-questions/`+similar+`"`) {
				t.Errorf("%s: no link to %s", role.ID, similar)
			}
		}
	}
}

// Each page that search engines may show has one address, which the map of the
// site lists, and says what it is in words that they know.
func TestPagesForSearchEngines(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.PublicURL = "https://shortlist.example.com" })
	w := s.get("/sitemap.xml")
	var sitemap struct {
		URLs []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(w.Body.Bytes(), &sitemap); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, u := range sitemap.URLs {
		path, ok := strings.CutPrefix(u.Loc, s.PublicURL)
		if !ok || seen[path] {
			t.Errorf("the site map has %s", u.Loc)
		}
		seen[path] = true
		page := s.get(path)
		if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), `<link rel="canonical" href="`+u.Loc+`">`) ||
			!strings.Contains(page.Body.String(), `<meta property="og:url" content="`+u.Loc+`">`) {
			t.Errorf("%s answers %d, or is not its own address", path, page.Code)
		}
	}
	for _, path := range []string{"/", "/interview-questions", "/interview-questions/devops", "/interview-questions/data/late-events", "/resume-examples", "/resume-examples/full-stack"} {
		if !seen[path] {
			t.Errorf("the site map lacks %s", path)
		}
	}
	for path, types := range map[string][]string{
		"/":                                     nil,
		"/search":                               nil,
		"/interview-questions":                  {"BreadcrumbList"},
		"/interview-questions/data":             {"FAQPage", "BreadcrumbList"},
		"/interview-questions/data/late-events": {"BreadcrumbList"},
		"/resume-examples":                      {"BreadcrumbList"},
		"/resume-examples/data":                 {"BreadcrumbList"},
	} {
		var got []string
		for _, m := range regexp.MustCompile(`<script type="application/ld\+json">(.*?)</script>`).FindAllStringSubmatch(s.get(path).Body.String(), -1) {
			var object struct {
				Type  string `json:"@type"`
				Items []struct{ Item string }
				FAQ   []struct {
					Name   string
					Answer struct{ Text string } `json:"acceptedAnswer"`
				} `json:"mainEntity"`
			}
			if err := json.Unmarshal([]byte(m[1]), &object); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			got = append(got, object.Type)
			role, _ := s.Library.Role("data")
			if object.Type == "FAQPage" && (len(object.FAQ) != role.Count() || object.FAQ[0].Name == "" || object.FAQ[0].Answer.Text == "") {
				t.Errorf("%s: %d questions, the first %+v", path, len(object.FAQ), object.FAQ[:1])
			}
		}
		if !slices.Equal(got, types) {
			t.Errorf("%s says %v, want %v", path, got, types)
		}
	}
	if body := s.get("/robots.txt").Body.String(); !strings.Contains(body, "Disallow: /report/\n") || !strings.Contains(body, "Sitemap: https://shortlist.example.com/sitemap.xml\n") {
		t.Errorf("robots.txt: %s", body)
	}
	if page := newTestServer(t, nil).get("/interview-questions").Body.String(); !strings.Contains(page, `href="http://example.com/interview-questions"`) {
		t.Error("without a public address, the page is not where it was asked for")
	}
}

func TestRoleOfTheForm(t *testing.T) {
	s := newTestServer(t, nil)
	for query, want := range map[string]string{"": "backend", "?role=devops": "devops", "?role=astronaut": "backend"} {
		page := s.get("/" + query).Body.String()
		var got string
		if m := regexp.MustCompile(`<option value="([a-z-]+)" selected>`).FindStringSubmatch(page); m != nil {
			got = m[1]
		}
		if got != want {
			t.Errorf("/%s selects %q, want %q", query, got, want)
		}
	}
}

func TestHeaders(t *testing.T) {
	s := newTestServer(t, nil)
	report := s.newReport("cv.pdf", resumetest.PDF(resumetest.Fresher()))
	style, err := s.assets.url("style.css")
	if err != nil {
		t.Fatal(err)
	}
	for path, cache := range map[string]string{
		"/":                            "no-store",
		report:                         "no-store",
		"/none":                        "no-store",
		"/healthz":                     "no-store",
		"/readyz":                      "no-store",
		report + "/pages/1.png":        "no-store",
		report + "/download":           "no-store",
		"/openapi.json":                "public, max-age=300",
		"/interview-questions/backend": "public, max-age=300",
		style:                          "public, max-age=31536000, immutable",
	} {
		h := s.get(path).Header()
		for name, want := range map[string]string{
			"Cache-Control":           cache,
			"Content-Security-Policy": contentSecurityPolicy,
			"Referrer-Policy":         "no-referrer",
			"X-Content-Type-Options":  "nosniff",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
	}
}

func TestCrossOriginPostsAreRefused(t *testing.T) {
	s := newTestServer(t, nil)
	path := s.newReport("cv.pdf", resumetest.PDF(resumetest.Fresher()))
	r := httptest.NewRequest(http.MethodPost, path+"/delete", nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if w := s.do(r); w.Code != http.StatusForbidden {
		t.Errorf("a post from another site answers %d", w.Code)
	}
	if w := s.get(path); w.Code != http.StatusOK {
		t.Errorf("the report is gone: %d", w.Code)
	}
}

// failures are requests that fail, with the answer both as problem and as page.
func failures() []failure {
	pdf := resumetest.PDF(resumetest.Sample())
	return []failure{
		{"a text file", []byte("Jordan Ellery, engineer"), nil, 415, "format"},
		{"an empty file", nil, nil, 400, "bad-request"},
		{"11 MB", bytes.Repeat([]byte("%PDF-1.7\n"), 11<<20/9), nil, 413, "too-large"},
		{"far too large", make([]byte, 10<<20+maxSkim+1), nil, 413, "too-large"},
		{"a picture", resumetest.PicturePDF(), nil, 422, "no-text"},
		{"a locked document", resumetest.EncryptedPDF(), nil, 422, "encrypted"},
		{"half a document", pdf[:len(pdf)/2], nil, 422, "damaged"},
		{"an unknown role", pdf, []string{"role", "<em>astronaut"}, 400, "bad-request"},
		{"a long job posting", pdf, []string{"job", strings.Repeat("ß", 20001)}, 400, "bad-request"},
		{"a far too long job posting", pdf, []string{"job", strings.Repeat("x", maxField+1)}, 400, "bad-request"},
	}
}

type failure struct {
	name   string
	data   []byte
	fields []string
	status int
	code   string
}

func TestFailedUploads(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.Traffic.Burst = 1000 })
	for _, f := range failures() {
		t.Run(f.name, func(t *testing.T) {
			fields := f.fields
			if fields == nil {
				fields = []string{"role", "backend", "job", "We run <Kafka>."}
			}
			w := s.upload("/check", "cv.pdf", f.data, fields...)
			page := w.Body.String()
			if w.Code != f.status {
				t.Fatalf("the page has status %d, want %d: %s", w.Code, f.status, page)
			}
			checkMarkup(t, f.name, page)
			if !strings.Contains(page, "Run Free ATS Check") {
				t.Error("the page does not offer the form again")
			}
			if f.fields == nil && f.name != "far too large" && !strings.Contains(page, "We run &lt;Kafka&gt;.</textarea>") {
				t.Error("the job posting is lost")
			}
			for _, path := range []string{"/api/v1/check", "/api/v1/parse"} {
				checkProblem(t, s.upload(path, "cv.pdf", f.data, f.fields...), f.status, f.code)
			}
		})
	}
}

// A posting may be sent as a file, beside an empty box for its text; one that
// cannot be read says so, and not that the resume cannot.
func TestPostingAsAFile(t *testing.T) {
	s := newTestServer(t, nil)
	resume := resumetest.PDF(resumetest.Sample())
	send := func(path, name string, posting []byte) *httptest.ResponseRecorder {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		for _, part := range []struct {
			field, name string
			data        []byte
		}{{"resume", "cv.pdf", resume}, {"job", name, posting}} {
			w, err := form.CreateFormFile(part.field, part.name)
			if err != nil {
				t.Fatal(err)
			}
			w.Write(part.data)
		}
		form.WriteField("job", "")
		form.Close()
		r := httptest.NewRequest(http.MethodPost, path, &body)
		r.Header.Set("Content-Type", form.FormDataContentType())
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	page := []byte("<h1>Backend Engineer</h1><h2>Requirements</h2><ul><li>Kafka</li></ul>")
	if w := send("/api/v1/check", "job.html", page); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"term":"Kafka"`) {
		t.Errorf("a web page answers %d: %s", w.Code, w.Body)
	}
	if w := send("/api/v1/check", "job.docx", resumetest.DOCX(resumetest.Sample())); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"job":{"match":`) {
		t.Errorf("a Word document answers %d", w.Code)
	}
	for _, tt := range []struct {
		posting []byte
		status  int
	}{
		{resumetest.EncryptedPDF(), 422}, {[]byte("   "), 422}, {[]byte("GIF89a\x00"), 415}, {bytes.Repeat([]byte("work "), 5000), 413}, {make([]byte, 11<<20), 413},
	} {
		checkProblem(t, send("/api/v1/check", "job", tt.posting), tt.status, "posting")
		if w := send("/check", "job", tt.posting); w.Code != tt.status || !strings.Contains(w.Body.String(), "The job posting could not be read") {
			t.Errorf("the page answers %d", w.Code)
		}
	}
}

func TestLimitsOfADocument(t *testing.T) {
	for _, tt := range []struct {
		change func(*parser.Limits)
		code   string
	}{
		{func(l *parser.Limits) { l.Runes = 10 }, "too-complex"},
		{func(l *parser.Limits) { l.Time = time.Nanosecond }, "timeout"},
	} {
		s := newTestServer(t, func(c *Config) {
			c.Limits = parser.DefaultLimits()
			tt.change(&c.Limits)
		})
		w := s.upload("/api/v1/check", "cv.pdf", resumetest.PDF(resumetest.Sample()))
		checkProblem(t, w, http.StatusUnprocessableEntity, tt.code)
	}
}

func checkProblem(t *testing.T, w *httptest.ResponseRecorder, status int, code string) {
	t.Helper()
	var p struct {
		Type, Title, Detail, Code string
		Status                    int
	}
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("the problem's type is %q", got)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	if w.Code != status || p.Status != status || p.Code != code || p.Title == "" || p.Type == "" {
		t.Errorf("status %d, problem %+v; want %d %s", w.Code, p, status, code)
	}
	if (p.Detail == "") != (status == http.StatusInternalServerError) {
		t.Errorf("the detail of a %d is %q", status, p.Detail)
	}
}

func TestBadRequests(t *testing.T) {
	s := newTestServer(t, nil)
	for _, tt := range []struct {
		name, method, path, contentType, body string
		status                                int
	}{
		{"no multipart", "POST", "/check", "application/x-www-form-urlencoded", "role=backend", 400},
		{"no boundary", "POST", "/check", "multipart/form-data", "x", 400},
		{"broken off", "POST", "/check", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"resume\"; filename=\"cv.pdf\"\r\n\r\n%PDF", 400},
		{"nothing there", "GET", "/none", "", "", 404},
		{"no such report", "GET", "/report/AAAAAAAAAAAAAAAAAAAAAAAAAA", "", "", 404},
		{"no such role", "GET", "/interview-questions/astronaut", "", "", 404},
		{"no such question", "GET", "/interview-questions/backend/none", "", "", 404},
		{"a question of no role", "GET", "/interview-questions/astronaut/rate-limiter", "", "", 404},
		{"no such asset", "GET", "/static/style.css", "", "", 404},
		{"wrong method", "GET", "/check", "", "", 405},
		{"a long search", "GET", "/search?q=" + strings.Repeat("x", 201), "", "", 400},
		{"no resume", "POST", "/api/v1/check", "", "", 400},
		{"no boundary, API", "POST", "/api/v1/parse", "multipart/form-data", "x", 400},
		{"nothing there, API", "GET", "/api/v1/none", "", "", 404},
		{"no such role, API", "GET", "/api/v1/questions?role=astronaut", "", "", 400},
		{"no such question, API", "GET", "/api/v1/questions/none", "", "", 404},
		{"wrong method, API", "GET", "/api/v1/check", "", "", 405},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(tt.method, tt.path, strings.NewReader(tt.body))
			r.Header.Set("Content-Type", tt.contentType)
			w := s.do(r)
			if w.Code != tt.status {
				t.Fatalf("status %d, want %d: %s", w.Code, tt.status, w.Body)
			}
			if strings.HasPrefix(tt.path, "/api/") {
				if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
					t.Errorf("the problem's type is %q", got)
				}
				return
			}
			checkMarkup(t, tt.name, w.Body.String())
		})
	}
}

func TestAPI(t *testing.T) {
	s := newTestServer(t, nil)
	pdf := resumetest.PDF(resumetest.Sample())
	for path, schema := range map[string]string{
		"/api/v1/check":              "shortlist.report/1",
		"/api/v1/check?role=backend": "shortlist.report/1",
		"/api/v1/parse":              "shortlist.parse/1",
	} {
		r := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(pdf))
		r.Header.Set("Content-Type", "application/pdf")
		checkSchema(t, path+" of bytes", s.do(r), schema)
		checkSchema(t, path+" of a form", s.upload(path, "cv.pdf", pdf, "role", "backend"), schema)
	}
	checkSchema(t, "questions", s.get("/api/v1/questions"), "shortlist.questions/1")
	checkSchema(t, "questions of a role", s.get("/api/v1/questions?role=backend"), "shortlist.questions/1")
	checkSchema(t, "a question", s.get("/api/v1/questions/rate-limiter"), "shortlist.questions/1")
}

func checkSchema(t *testing.T, name string, w *httptest.ResponseRecorder, schema string) {
	t.Helper()
	var got struct{ Schema string }
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusOK || got.Schema != schema {
		t.Errorf("%s: status %d, schema %q, error %v; want %s", name, w.Code, got.Schema, err, schema)
	}
}

func TestHEAD(t *testing.T) {
	s := newTestServer(t, nil)
	for _, path := range []string{"/", "/healthz", "/interview-questions/backend"} {
		if w := s.do(httptest.NewRequest(http.MethodHead, path, nil)); w.Code != http.StatusOK {
			t.Errorf("HEAD %s answers %d", path, w.Code)
		}
	}
}

func TestWordsOfErrors(t *testing.T) {
	s := newTestServer(t, nil)
	post := func(path, contentType string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader("x"))
		r.Header.Set("Content-Type", contentType)
		return s.do(r)
	}
	for want, w := range map[string]*httptest.ResponseRecorder{
		"lacks the boundary":                   post("/api/v1/check", "multipart/form-data"),
		"must be sent as multipart":            post("/check", "text/plain"),
		"/api/v1/questions list those":         s.get("/api/v1/questions/none"),
		"No question and no role":              s.get("/interview-questions/backend/none"),
		"Either it is empty, or its pages are": s.upload("/api/v1/check", "cv.pdf", resumetest.PicturePDF()),
	} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the answer lacks %q: %s", want, w.Body)
		}
	}
}

// Large parts must not be spooled to temporary files, as mime/multipart does.
func TestNothingIsWrittenToDisk(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	s := newTestServer(t, nil)
	s.newReport("cv.pdf", resumetest.PDF(resumetest.Sample()))
	large := append(resumetest.PDF(resumetest.Sample()), make([]byte, 9<<20)...)
	for _, path := range []string{"/check", "/api/v1/check"} {
		if w := s.upload(path, "cv.pdf", large, "job", strings.Repeat("x", 20000)); w.Code == http.StatusRequestEntityTooLarge {
			t.Errorf("%s: 9 MB are too large", path)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Errorf("%s was written to the folder for temporary files", e.Name())
	}
}

func TestLogsHoldNothingPersonal(t *testing.T) {
	s := newTestServer(t, nil)
	path := s.newReport("jordan-secret.pdf", resumetest.PDF(resumetest.Sample()))
	s.get(path)
	s.get(path + "/pages/1.png")
	s.get(path + "/download?format=html")
	next := s.newVersion(path, "jordan-secret.pdf", resumetest.PDF(resumetest.Sample()))
	s.get("/search?q=halden")
	s.upload("/check", "jordan-secret.pdf", resumetest.PicturePDF(), "job", "halden")
	s.do(httptest.NewRequest(http.MethodPost, path+"/delete", nil))
	log := s.log.String()
	for _, secret := range []string{strings.TrimPrefix(path, "/report/"), strings.TrimPrefix(next, "/report/"), "jordan", "Jordan", "halden", "Halden", "192.0.2.1"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q:\n%s", secret, log)
		}
	}
	for _, want := range []string{"route=/report/:id ", "route=/check", "status=303", "status=422 problem=no-text", "method=POST"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %q:\n%s", want, log)
		}
	}
}

func TestPanicIsAPlainError(t *testing.T) {
	s := newTestServer(t, nil)
	s.Library = nil // every page of questions now panics
	w := s.get("/interview-questions/backend")
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "Something went wrong on our side") {
		t.Errorf("a panic answers %d: %s", w.Code, w.Body)
	}
	checkProblem(t, s.get("/api/v1/questions"), http.StatusInternalServerError, "internal")
	if log := s.log.String(); !strings.Contains(log, "nil pointer") || !strings.Contains(log, "stack=") {
		t.Errorf("the log does not tell of the panic:\n%s", log)
	}
}

func TestBrokenTemplateIsAPlainError(t *testing.T) {
	s := newTestServer(t, nil)
	s.templates["search"] = template.Must(template.New("").Parse(`{{define "base"}}half a page {{index .Query 99}}{{end}}`))
	w := s.get("/search?q=halden")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "half") {
		t.Errorf("a broken template answers %d: %s", w.Code, w.Body)
	}
	if log := s.log.String(); !strings.Contains(log, "template=search") || strings.Contains(log, "halden") {
		t.Errorf("the log names no template, or what was looked for:\n%s", log)
	}
}

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{time.Hour: "1 hour", 2 * time.Hour: "2 hours", 30 * time.Minute: "30 minutes", 90 * time.Minute: "90 minutes"} {
		if got := duration(d); got != want {
			t.Errorf("duration(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestServerNeedsItsParts(t *testing.T) {
	if _, err := New(Config{}); err == nil {
		t.Error("a server without rules and questions starts")
	}
}

// A body that never ends must not be read for ever.
func TestEndlessBody(t *testing.T) {
	s := newTestServer(t, nil)
	body := &countingReader{}
	r := httptest.NewRequest(http.MethodPost, "/api/v1/parse", body)
	checkProblem(t, s.do(r), http.StatusRequestEntityTooLarge, "too-large")
	if most := int64(s.Limits.Bytes + maxSkim + 1<<20); body.n > most {
		t.Errorf("%d bytes were read, want %d at most", body.n, most)
	}
}

type countingReader struct{ n int64 }

func (r *countingReader) Read(p []byte) (int, error) {
	r.n += int64(len(p))
	return len(p), nil
}
