package web

import (
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"shortlist/web/openjobs"
)

func fullOpenJobs(b base) openJobsPage {
	job := openjobs.Job{ID: "a1", URL: "https://jobs.example.com/1", Title: "Backend Engineer", Company: "Northwind Example", Places: []string{"Berlin"}, Terms: []string{"Go"}, Posted: time.Unix(0, 0)}
	choice := []jobChoice{{openjobs.Choice{Value: "Berlin", Jobs: 1}, true}}
	return openJobsPage{
		base: b, Path: "/open-jobs/backend", Label: "Backend engineer", Role: "backend", Any: true, Filter: jobFilter{Words: "go", Page: 2}, Total: 41, Pages: 3,
		Roles: []jobsOfRole{{"backend", "Backend engineer", 41}, {"data", "Data engineer", 1}}, Places: choice, Remote: choice, Levels: choice,
		Jobs: []openJob{{job, "Backend engineer"}, {openjobs.Job{ID: "a2", Title: "Clerk"}, "Backend engineer"}}, Previous: "/open-jobs/backend", Next: "/open-jobs/backend?page=3",
	}
}

// withJobs adds a store with a board of n backend jobs, and one that tries to get
// markup into the pages.
func withJobs(t *testing.T, n int) func(*Config) {
	t.Helper()
	var jobs []string
	for i := range n {
		jobs = append(jobs, fmt.Sprintf(`{"text": "Backend Engineer %d", "hostedUrl": "https://jobs.example.com/northwind/%d", "createdAt": %d,
			"categories": {"location": "Berlin, Germany"}, "workplaceType": "hybrid", "lists": [{"text": "Requirements", "content": "<li>Go and Kafka</li>"}]}`, i, i, 1793577600000+i*1000))
	}
	jobs = append(jobs, `{"text": "Senior SRE <script>alert(1)</script>", "hostedUrl": "javascript:alert(1)", "createdAt": 1, "categories": {"location": "\"><img src=x>"},
		"descriptionPlain": "</textarea><script>alert(2)</script> Terraform"}`)
	file := filepath.Join(t.TempDir(), "board")
	if err := os.WriteFile(file, []byte("["+strings.Join(jobs, ",")+"]"), 0o600); err != nil {
		t.Fatal(err)
	}
	return func(c *Config) {
		store, err := openjobs.Open(filepath.Join(t.TempDir(), "jobs"), c.Scorer, openjobs.NewFetcher("test"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		if r := store.Import(t.Context(), file); r.Err != nil || r.Jobs != n+1 {
			t.Fatalf("import: %+v", r)
		}
		c.Jobs = store
	}
}

func TestOpenJobs(t *testing.T) {
	s := newTestServer(t, withJobs(t, 45))
	for path, want := range map[string][]string{
		"/open-jobs":                               {"46 jobs", "page 1 of 3", `href="/open-jobs/backend"`, `href="/open-jobs?page=2"`, `rel="noopener nofollow"`},
		"/open-jobs/backend":                       {"45 jobs", "Backend Engineer 44", "northwind · Berlin, Germany · hybrid", "<li>Kafka</li>", "2 November 2026", `<link rel="canonical"`},
		"/open-jobs/backend?page=3":                {"Backend Engineer 0<", `href="/open-jobs/backend?page=2"`},
		"/open-jobs/backend?q=kafka&remote=hybrid": {"45 jobs", `href="/open-jobs/backend?page=2&amp;q=kafka&amp;remote=hybrid"`, `<option value="hybrid" selected>hybrid (45)</option>`, "noindex"},
		"/open-jobs?place=Berlin%2C+Germany":       {"45 jobs", `<option value="Berlin, Germany" selected>`},
		"/open-jobs?level=senior":                  {"1 job", "Senior SRE &lt;script&gt;"},
		"/open-jobs/data":                          {"No job is like that"},
		"/open-jobs?q=" + "nothingofthekind":       {"No job is like that"},
	} {
		w := s.get(path)
		page := w.Body.String()
		if w.Code != http.StatusOK {
			t.Fatalf("%s answers %d", path, w.Code)
		}
		checkMarkup(t, path, page)
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("%s does not say %s", path, text)
			}
		}
		for _, bad := range []string{"<script>alert", "javascript:", "<img"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s lets %s in", path, bad)
			}
		}
	}
	for path, want := range map[string]int{
		"/open-jobs/none": 404, "/open-jobs?page=0": 400, "/open-jobs?page=x": 400, "/open-jobs?page=4": 404, "/open-jobs?page=999": 404, "/open-jobs?remote=moon": 400, "/open-jobs?q=" + strings.Repeat("a", 201): 400,
		"/?job=none": 404,
	} {
		if w := s.get(path); w.Code != want {
			t.Errorf("%s answers %d, want %d", path, w.Code, want)
		}
	}
	if sitemap := s.get("/sitemap.xml").Body.String(); !strings.Contains(sitemap, "/open-jobs</loc>") || !strings.Contains(sitemap, "/open-jobs/devops</loc>") || strings.Contains(sitemap, "/open-jobs/data<") {
		t.Error("the sitemap does not have the pages with jobs")
	}
	if !strings.Contains(s.get("/interview-questions/backend").Body.String(), `<a href="/open-jobs/backend">45 open jobs</a>`) {
		t.Error("the questions of a role do not lead to its jobs")
	}
}

// A job goes into the check as it stands, and its text stays text.
func TestOpenJobIntoCheck(t *testing.T) {
	s := newTestServer(t, withJobs(t, 1))
	for _, role := range []string{"backend", "devops"} {
		list := s.get("/open-jobs/" + role).Body.String()
		m := regexp.MustCompile(`href="(/\?job=\w+)"`).FindStringSubmatch(list)
		if m == nil {
			t.Fatalf("no job of %s leads to the check", role)
		}
		page := s.get(m[1]).Body.String()
		checkMarkup(t, m[1], page)
		if !strings.Contains(page, `<option value="`+role+`" selected>`) || strings.Contains(page, "<script>alert") {
			t.Errorf("%s: another role is chosen, or markup comes through", m[1])
		}
		text := regexp.MustCompile(`(?s)<textarea[^>]*>(.*?)</textarea>`).FindStringSubmatch(page)
		if text == nil || !strings.Contains(html.UnescapeString(text[1]), map[string]string{"backend": "- Go and Kafka", "devops": "alert(2)</script> Terraform"}[role]) {
			t.Errorf("%s does not hold the posting: %q", m[1], text)
		}
		o, err := s.Scorer.Opening("", html.UnescapeString(text[1]))
		if err != nil || o.Role != role {
			t.Errorf("the posting is read as %+v, %v", o, err)
		}
	}
}

// Without jobs the page says so, and nothing leads there.
func TestNoOpenJobs(t *testing.T) {
	s := newTestServer(t, nil)
	w := s.get("/open-jobs")
	if page := w.Body.String(); w.Code != http.StatusOK || !strings.Contains(page, "There are none here yet") || !strings.Contains(page, "noindex") {
		t.Errorf("answers %d without saying so", w.Code)
	}
	for _, path := range []string{"/sitemap.xml", "/interview-questions", "/interview-questions/backend"} {
		if strings.Contains(s.get(path).Body.String(), "open-jobs") {
			t.Errorf("%s leads to open jobs", path)
		}
	}
	if w := s.get("/?job=x"); w.Code != http.StatusNotFound {
		t.Errorf("a job without jobs answers %d", w.Code)
	}
}
