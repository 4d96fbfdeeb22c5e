package cluster

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"shortlist/parser"
	"shortlist/parser/resumetest"
	"shortlist/prep"
	"shortlist/scorer"
	"shortlist/web"
)

// Nodes are processes, so that they can be killed: this program, told by its
// environment which NATS to join.
const nodeEnv = "SHORTLIST_TEST_NODE"

func TestMain(m *testing.M) {
	if settings := os.Getenv(nodeEnv); settings != "" {
		if err := serveNode(settings); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// nodeSettings are what a node is told.
type nodeSettings struct {
	URL               string
	Replicas, Workers int
	Slow              time.Duration // for each document, beside reading it
	Full              bool          // has a place for one document and no queue
}

// serveNode serves until the process is killed. It prints its address.
func serveNode(settings string) error {
	var set nodeSettings
	if err := json.Unmarshal([]byte(settings), &set); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	node, err := New(Config{URL: set.URL, Key: testKey, Replicas: set.Replicas, AckWait: 2 * time.Second, Log: log})
	if err != nil {
		return err
	}
	s, err := scorer.New()
	if err != nil {
		return err
	}
	library, err := prep.Load(s.Rules())
	if err != nil {
		return err
	}
	c := web.Config{
		Log: log, Scorer: s, Library: library, Reader: slowReader{set.Slow}, BulkWorkers: set.Workers,
		Reports: node.Reports, Batches: node.Batches, Documents: node.Documents, Queue: node,
	}
	if set.Full {
		c.Traffic = web.Traffic{Reading: 1, Queue: 1, Wait: time.Millisecond}
	}
	handler, err := web.New(c)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	return http.Serve(listener, handler)
}

// slowReader reads in this process and takes its time, in which it can be killed.
type slowReader struct{ time.Duration }

func (r slowReader) Parse(ctx context.Context, name string, data []byte, o parser.Options) (*parser.Document, error) {
	time.Sleep(r.Duration)
	return parser.Parse(ctx, name, data, o)
}

func (slowReader) PagePicture(ctx context.Context, data []byte, page int, dpi float64) ([]byte, error) {
	return parser.PagePicture(ctx, data, page, dpi)
}

func (slowReader) Ready() error { return nil }

// node is a process that serves.
type node struct {
	t      testing.TB
	cmd    *exec.Cmd
	url    string
	client *http.Client
}

func startNode(t testing.TB, set nodeSettings) *node {
	t.Helper()
	settings, err := json.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), nodeEnv+"="+string(settings))
	cmd.Stderr = logTo{t}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	n := &node{t: t, cmd: cmd, client: &http.Client{
		Timeout:       15 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	t.Cleanup(n.kill)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("a node does not begin: %v", err)
	}
	n.url = "http://" + strings.TrimSpace(line)
	return n
}

// kill ends the node as by a power cut.
func (n *node) kill() {
	_ = n.cmd.Process.Kill()
	_ = n.cmd.Wait()
}

func (n *node) do(method, path, contentType string, body io.Reader) (*http.Response, string) {
	n.t.Helper()
	r, err := http.NewRequest(method, n.url+path, body)
	if err != nil {
		n.t.Fatal(err)
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	resp, err := n.client.Do(r)
	if err != nil {
		n.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		n.t.Fatal(err)
	}
	return resp, string(data)
}

func (n *node) get(path string) (status int, body string) {
	n.t.Helper()
	resp, body := n.do(http.MethodGet, path, "", nil)
	return resp.StatusCode, body
}

func form(t testing.TB, documents ...[]byte) (contentType string, body *bytes.Buffer) {
	t.Helper()
	body = new(bytes.Buffer)
	w := multipart.NewWriter(body)
	for i, data := range documents {
		file, err := w.CreateFormFile("resume", fmt.Sprintf("cv-%03d.docx", i))
		if err == nil {
			_, err = file.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), body
}

// report sends a resume and returns the path of its report.
func (n *node) report(data []byte) string {
	n.t.Helper()
	contentType, body := form(n.t, data)
	resp, page := n.do(http.MethodPost, "/check", contentType, body)
	if resp.StatusCode != http.StatusSeeOther {
		n.t.Fatalf("a resume answers %d: %s", resp.StatusCode, page)
	}
	return resp.Header.Get("Location")
}

// batch sends documents and returns the path of the batch.
func (n *node) batch(documents ...[]byte) string {
	n.t.Helper()
	contentType, body := form(n.t, documents...)
	resp, text := n.do(http.MethodPost, "/api/v1/batches", contentType, body)
	if resp.StatusCode != http.StatusAccepted {
		n.t.Fatalf("a batch answers %d: %s", resp.StatusCode, text)
	}
	return resp.Header.Get("Location")
}

// waitFor waits until so many documents of a batch are judged. While the cluster
// cannot be reached, it asks again.
func (n *node) waitFor(path string, documents int) {
	n.t.Helper()
	body := ""
	for start := time.Now(); time.Since(start) < time.Minute; time.Sleep(20 * time.Millisecond) {
		var status int
		var p struct{ Done, Failed int }
		if status, body = n.get(path); status == http.StatusServiceUnavailable {
			continue
		}
		if err := json.Unmarshal([]byte(body), &p); err != nil || status != http.StatusOK || p.Failed > 0 {
			n.t.Fatalf("the batch answers %d: %s", status, body)
		}
		if p.Done >= documents {
			return
		}
	}
	n.t.Fatalf("after a minute %d documents are not judged: %s", documents, body)
}

// wantOnce checks that each document stands once in the results, with its score.
func (n *node) wantOnce(path string, documents int) {
	n.t.Helper()
	_, body := n.get(path + "/results")
	lines := 0
	for line := range strings.Lines(body) {
		var r struct {
			File  struct{ Name string }
			Score int
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil || r.File.Name != fmt.Sprintf("cv-%03d.docx", lines) || r.Score == 0 {
			n.t.Errorf("result %d is %.200s, %v", lines, line, err)
		}
		lines++
	}
	if lines != documents {
		n.t.Errorf("there are %d results of %d documents", lines, documents)
	}
}

// people returns resumes of as many people.
func people(first, count int) [][]byte {
	var all [][]byte
	for i := range count {
		r := resumetest.Fresher()
		r.Name = fmt.Sprintf("Amara Number%d", first+i)
		all = append(all, resumetest.DOCX(r))
	}
	return all
}

// The words of the resumes in these tests, which no store may show.
var secrets = []string{"Jordan", "Ellery", "jordan.ellery@example.com", "Halden Freight", "Amara", "Number7", "PostgreSQL", "word/document.xml", "%PDF-"}

// wantSealed searches all that NATS has written to disk for words.
func wantSealed(t *testing.T, dir string, words ...string) {
	t.Helper()
	size := 0
	named := false
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		size += len(data)
		named = named || bytes.Contains(data, []byte("$KV.shortlist-reports."))
		for _, word := range words {
			if bytes.Contains(data, []byte(word)) {
				t.Errorf("%s holds %q", filepath.Base(path), word)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if size < 1<<20 || !named {
		t.Errorf("%d bytes searched, the name of a bucket found: %t; that is not where it is", size, named)
	}
}

// TestNodes has three nodes over three servers of NATS lose one of each.
func TestNodes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	servers := startNATS(t, dir, 3)
	set := nodeSettings{URL: urls(servers), Replicas: 3, Workers: 2, Slow: 30 * time.Millisecond}
	a, b, c := startNode(t, set), startNode(t, set), startNode(t, set)

	report := a.report(resumetest.PDF(resumetest.Sample()))
	if status, page := b.get(report); status != http.StatusOK || !strings.Contains(page, "Jordan Ellery") {
		t.Errorf("the report of another node answers %d", status)
	}
	if status, page := b.get(report + "/pages/1.png"); status != http.StatusOK || !strings.HasPrefix(page, "\x89PNG") {
		t.Errorf("the page of a report of another node answers %d", status)
	}
	wantSealed(t, dir, append(secrets, strings.TrimPrefix(report, "/report/"))...)
	if resp, _ := c.do(http.MethodPost, report+"/delete", "", nil); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("deleting it on the third answers %d", resp.StatusCode)
	}
	for _, n := range []*node{a, b, c} {
		if status, _ := n.get(report); status != http.StatusNotFound {
			t.Errorf("once deleted it answers %d", status)
		}
	}

	batch := a.batch(people(0, 200)...)
	b.waitFor(batch, 20)
	a.kill()
	wantSealed(t, dir, append(secrets, strings.TrimPrefix(batch, "/api/v1/batches/"))...)
	b.waitFor(batch, 200)
	b.wantOnce(batch, 200)

	batch = b.batch(people(1000, 60)...)
	c.waitFor(batch, 5)
	leader(t, servers, workStream).Shutdown()
	start := time.Now()
	for range 3 {
		report = b.report(resumetest.PDF(resumetest.Sample()))
		if status, _ := b.get(report); status != http.StatusOK {
			t.Errorf("without the leader, a report of this node answers %d", status)
		}
	}
	t.Logf("three reports took %v without the leader", time.Since(start).Round(time.Millisecond))
	c.waitFor(batch, 60)
	c.wantOnce(batch, 60)
	for start := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		if status, _ := c.get(b.report(resumetest.DOCX(resumetest.Nurse()))); status == http.StatusOK {
			break
		}
		if time.Since(start) > 10*time.Second {
			t.Fatal("with another leader, the nodes do not find each other again")
		}
	}
	if _, body := b.get("/readyz"); body != "ok\n" {
		t.Errorf("with another leader, a node says %q", body)
	}
	wantSealed(t, dir, secrets...)

	for _, s := range servers {
		s.Shutdown()
	}
	report = b.report(resumetest.DOCX(resumetest.Sample()))
	if status, _ := b.get(report); status != http.StatusOK {
		t.Errorf("without NATS, a report of this node answers %d", status)
	}
	if status, body := b.get("/readyz"); status != http.StatusOK || !strings.Contains(body, "alone") {
		t.Errorf("without NATS, the node says %d, %q", status, body)
	}
	contentType, body := form(t, people(0, 1)...)
	if resp, _ := b.do(http.MethodPost, "/api/v1/batches", contentType, body); resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
		t.Errorf("without NATS, a batch answers %d", resp.StatusCode)
	}
}

// leader returns the server that leads a stream.
func leader(t *testing.T, servers []*server.Server, stream string) *server.Server {
	t.Helper()
	for _, s := range servers {
		if s.JetStreamIsStreamLeader(server.DEFAULT_GLOBAL_ACCOUNT, stream) {
			return s
		}
	}
	t.Fatalf("nobody leads %s", stream)
	return nil
}

// A node that is full has another one judge what it is sent.
func TestFullNode(t *testing.T) {
	set := nodeSettings{URL: urls(startNATS(t, t.TempDir(), 1)), Replicas: 1, Workers: 2, Slow: 4 * time.Second, Full: true}
	full := startNode(t, set)
	startNode(t, nodeSettings{URL: set.URL, Replicas: 1, Workers: 2})
	occupy := func() { // its only place, for as long as it is slow
		go func() {
			resp, err := http.Post(full.url+"/api/v1/parse", "application/pdf", bytes.NewReader(resumetest.DOCX(resumetest.Nurse())))
			if err == nil {
				resp.Body.Close()
			}
		}()
		time.Sleep(200 * time.Millisecond)
	}
	occupy()
	start := time.Now()
	report := full.report(resumetest.DOCX(resumetest.Sample()))
	took := time.Since(start)
	if status, page := full.get(report); status != http.StatusOK || !strings.Contains(page, "Jordan Ellery") || took >= set.Slow {
		t.Errorf("the report answers %d, after %v", status, took)
	}
	contentType, body := form(t, resumetest.EncryptedPDF())
	time.Sleep(set.Slow)
	occupy()
	if resp, text := full.do(http.MethodPost, "/api/v1/check", contentType, body); resp.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a locked document answers %d: %s", resp.StatusCode, text)
	}
}
