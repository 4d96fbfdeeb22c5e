package openjobs

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shortlist/scorer"
)

func newStore(t *testing.T, f *Fetcher) *Store {
	t.Helper()
	rules, err := scorer.New()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(filepath.Join(t.TempDir(), "jobs"), rules, f)
	if err != nil {
		t.Fatal(err)
	}
	s.now = func() time.Time { return today }
	t.Cleanup(func() { s.Close() })
	return s
}

func anywhere(netip.Addr) bool { return true }

func board(titles ...string) string {
	var jobs []string
	for _, title := range titles {
		jobs = append(jobs, fmt.Sprintf(`{"text": %q, "hostedUrl": "https://jobs.example.com/acme/%s", "categories": {"location": "Oslo"}, "workplaceType": "remote"}`, title, strings.ReplaceAll(title, " ", "-")))
	}
	return "[" + strings.Join(jobs, ",") + "]"
}

func titles(t *testing.T, s *Store, q Query) string {
	t.Helper()
	q.Size = 20
	found, err := s.Search(q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, j := range found.Jobs {
		out = append(out, j.Title)
	}
	return strings.Join(out, ", ")
}

// Files of all formats are found by role, place, level and words, and are still
// there when the folder is opened again.
func TestImportFiles(t *testing.T) {
	s := newStore(t, newFetcher("test", isPublic))
	for _, file := range []string{"greenhouse.json", "lever.json", "ashby.json", "feed.rss", "feed.atom", "page.html"} {
		if r := s.Import(t.Context(), filepath.Join("testdata", file)); r.Err != nil || r.Jobs == 0 {
			t.Errorf("%s: %+v", file, r)
		}
	}
	for _, c := range []struct {
		query Query
		want  string
	}{
		{Query{Role: "backend"}, "Senior Backend Engineer"},
		{Query{Role: "devops"}, "Site Reliability Engineer <b>now</b>, DevOps Engineer (Remote), Platform Engineer"},
		{Query{Role: "devops", Words: "terraform"}, "Site Reliability Engineer <b>now</b>, DevOps Engineer (Remote)"},
		{Query{Place: "Madrid, Spain"}, "Data Engineer"},
		{Query{Place: "Berlin, Germany"}, "Senior Backend Engineer"}, // the office manager fits no role
		{Query{Remote: "hybrid"}, "Data Engineer"},
		{Query{Level: "senior"}, "Senior Backend Engineer"},
		{Query{Words: "northwind kafka"}, "Senior Backend Engineer"},
		{Query{Words: "manager"}, ""},
	} {
		if got := titles(t, s, c.query); got != c.want {
			t.Errorf("%+v finds %q, want %q", c.query, got, c.want)
		}
	}
	roles, err := s.Roles()
	if err != nil || fmt.Sprint(roles) != "map[backend:1 data:1 devops:3 full-stack:1 software:1]" {
		t.Errorf("roles: %v, %v", roles, err)
	}
	found, err := s.Search(Query{Role: "devops", Remote: "remote", Size: 1})
	if err != nil || found.Total != 3 || len(found.Jobs) != 1 || fmt.Sprint(found.Remote) != "[{remote 3}]" || fmt.Sprint(found.Places) != "[{Oslo, NO 1} {Remote - Europe 1}]" {
		t.Errorf("found %+v, %v", found, err)
	}
	j, err := s.Job(found.Jobs[0].ID)
	if err != nil || j.Title != found.Jobs[0].Title || j.Text == "" {
		t.Errorf("job: %+v, %v", j, err)
	}
	if _, err := s.Job("none"); err != ErrGone {
		t.Errorf("a job that is not there: %v", err)
	}
}

// A board is asked whether it has changed; jobs that it has no more are gone, and
// those of a board that fails stay.
func TestRefresh(t *testing.T) {
	body, status, etag, asked := board("Backend Engineer", "Data Engineer"), http.StatusOK, `"1"`, ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header.Get("If-None-Match") + " " + r.Header.Get("If-Modified-Since") + " " + r.UserAgent()
		if status == http.StatusOK && r.Header.Get("If-None-Match") == etag {
			status = http.StatusNotModified
		}
		w.Header().Set("ETag", etag)
		w.Header().Set("Last-Modified", "Mon, 02 Nov 2026 00:00:00 GMT")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	defer server.Close()
	s := newStore(t, newFetcher("test", anywhere))
	if r := s.Import(t.Context(), server.URL); r.Err != nil || r.Jobs != 2 {
		t.Fatalf("first: %+v", r)
	}
	if r := s.Import(t.Context(), server.URL); r.Err != nil || !r.Unchanged || r.Jobs != 2 || asked != `"1" Mon, 02 Nov 2026 00:00:00 GMT shortlist test` {
		t.Errorf("again: %+v, asked with %s", r, asked)
	}
	status = http.StatusBadGateway
	if r := s.Import(t.Context(), server.URL); r.Err == nil || !strings.Contains(r.Err.Error(), "502") {
		t.Errorf("failing: %+v", r)
	}
	status, body, etag = http.StatusOK, "<html>", `"2"`
	if r := s.Import(t.Context(), server.URL); r.Err == nil {
		t.Errorf("no board: %+v", r)
	}
	if got := titles(t, s, Query{}); got != "Backend Engineer, Data Engineer" && got != "Data Engineer, Backend Engineer" {
		t.Errorf("after failures there are %s", got)
	}
	body = board("Data Engineer")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s.now = func() time.Time { return today.Add(7 * time.Hour) }
	s.Refresh(ctx, 6*time.Hour, func(r Result) {
		if r.Err != nil || r.Jobs != 1 || r.Gone != 1 || r.Source != server.URL {
			t.Errorf("refreshed: %+v", r)
		}
		cancel()
	})
	if got := titles(t, s, Query{}); got != "Data Engineer" {
		t.Errorf("then there are %s", got)
	}
}

func TestFetchLimits(t *testing.T) {
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/loop":
			http.Redirect(w, r, server.URL+"/loop", http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/big":
			for range maxBytes>>20 + 1 {
				w.Write(make([]byte, 1<<20))
			}
		}
	}))
	defer server.Close()
	f := newFetcher("test", anywhere)
	for name, want := range map[string]error{
		server.URL + "/loop": errRedirects, server.URL + "/file": errScheme, server.URL + "/big": errLarge,
		"ftp://example.com/x": errScheme, "https://a:b@example.com/": errPassword, "file:///etc/passwd": errScheme,
	} {
		if _, err := f.get(t.Context(), name, "", ""); err != want {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	if _, err := NewFetcher("test").get(t.Context(), server.URL, "", ""); err != errPrivate {
		t.Errorf("a private address: %v", err)
	}
	if _, err := f.get(t.Context(), t.TempDir(), "", ""); err != errNoFile {
		t.Errorf("a folder: %v", err)
	}
	if _, err := f.get(t.Context(), "testdata/none", "", ""); !os.IsNotExist(err) {
		t.Errorf("no file: %v", err)
	}
}

func TestIsPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.215.14": true, "2606:2800:21f:cb07:6820:80da:af6b:8b2c": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.100.100.200": false, "0.0.0.0": false, "255.255.255.255": false, "224.0.0.1": false,
		"::1": false, "::": false, "fe80::1": false, "fd00:ec2::254": false, "::ffff:127.0.0.1": false, "::ffff:169.254.169.254": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "::127.0.0.1": false,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s is public: %v", address, got)
		}
	}
}
