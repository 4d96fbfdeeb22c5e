package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"shortlist/parser/resumetest"
)

// TestServe starts the real program, checks a resume through its API, and ends
// it as an operator would.
func TestServe(t *testing.T) {
	cmd := exec.Command("shortlist", "serve", "--addr", "127.0.0.1:0")
	var log bytes.Buffer
	cmd.Stderr = &log
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()

	lines := bufio.NewReader(stdout)
	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatalf("no address on standard output: %v\n%s", err, log.String())
	}
	url := strings.TrimSpace(strings.TrimPrefix(line, "shortlist: "))
	if !strings.HasPrefix(url, "http://127.0.0.1:") {
		t.Fatalf("printed %q, want the address to open", line)
	}

	client := &http.Client{Timeout: 10 * time.Second}
	resp, err := client.Get(url + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("GET /healthz: %s", resp.Status)
	}

	resp, err = client.Post(url+"/api/v1/check", "application/pdf", bytes.NewReader(resumetest.PDF(resumetest.Sample())))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var report struct{ Schema string }
	if err := json.NewDecoder(resp.Body).Decode(&report); err != nil || report.Schema != schemaReport {
		t.Errorf("POST /api/v1/check: %s, schema %q, %v", resp.Status, report.Schema, err)
	}

	for path, want := range map[string]string{"/readyz": "ok", "/metrics": "shortlist_readers "} {
		resp, err := client.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("GET %s: %s, %v, without %q", path, resp.Status, err, want)
		}
	}

	client.CloseIdleConnections()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if rest, _ := io.ReadAll(lines); len(rest) > 0 {
		t.Errorf("more than the address on standard output: %q", rest)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("ended with %v\n%s", err, log.String())
	}
	if strings.Contains(log.String(), "Jordan") {
		t.Errorf("the log names the person:\n%s", log.String())
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
