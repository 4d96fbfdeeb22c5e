package main

import (
	"bytes"
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"testing"

	"shortlist/parser/resumetest"
)

// TestServe starts the real program, checks a resume through its API, and ends
// it as an operator would.
func TestServe(t *testing.T) {
	s := startServer(t, "", nil)
	if !strings.HasPrefix(s.url, "http://127.0.0.1:") {
		t.Fatalf("printed %q, want the address to open", s.url)
	}
	if got := s.get("/healthz"); got != "ok\n" {
		t.Errorf("GET /healthz: %q", got)
	}
	resp, err := http.Post(s.url+"/api/v1/check", "application/pdf", bytes.NewReader(resumetest.PDF(resumetest.Sample())))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var report struct{ Schema string }
	if err := json.NewDecoder(resp.Body).Decode(&report); err != nil || report.Schema != schemaReport {
		t.Errorf("POST /api/v1/check: %s, schema %q, %v", resp.Status, report.Schema, err)
	}

	for path, want := range map[string]string{"/readyz": "ok", "/metrics": "shortlist_readers "} {
		if got := s.get(path); !strings.Contains(got, want) {
			t.Errorf("GET %s: without %q", path, want)
		}
	}

	s.end()
	if log := s.logs.String(); strings.Contains(log, "Jordan") {
		t.Errorf("the log names the person:\n%s", log)
	}
}

func TestOpenURL(t *testing.T) {
	for _, test := range []struct{ addr, want string }{
		{"0.0.0.0:8080", "http://localhost:8080"},
		{"[::]:8080", "http://localhost:8080"},
		{"127.0.0.1:9000", "http://127.0.0.1:9000"},
		{"[::1]:9000", "http://[::1]:9000"},
	} {
		addr, err := net.ResolveTCPAddr("tcp", test.addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := openURL(addr); got != test.want {
			t.Errorf("openURL(%s) = %s, want %s", test.addr, got, test.want)
		}
	}
}
