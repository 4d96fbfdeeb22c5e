package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	nats "github.com/nats-io/nats-server/v2/server"
)

var bulk = flag.Int("bulk", 0, "measure batches of so many documents")

// TestBulk measures how many documents of a batch the real program judges in a
// second, with more and more worker processes, alone and as several nodes over
// NATS. It runs by "make bulk" alone.
func TestBulk(t *testing.T) {
	if *bulk == 0 {
		t.Skip("run by make bulk")
	}
	documents := loadDocuments(t)
	key := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(key, bytes.Repeat([]byte("k"), 32), 0o600); err != nil {
		t.Fatal(err)
	}
	url := startNATS(t)
	for _, test := range []struct {
		name           string
		nodes, workers int
		args           []string
	}{
		{"memory", 1, 1, nil}, {"memory", 1, 2, nil}, {"memory", 1, 4, nil},
		{"NATS", 1, 1, []string{"--nats", url, "--cluster-key", key}}, {"NATS", 1, 2, []string{"--nats", url, "--cluster-key", key}}, {"NATS", 1, 4, []string{"--nats", url, "--cluster-key", key}},
		{"NATS", 2, 1, []string{"--nats", url, "--cluster-key", key}}, {"NATS", 2, 2, []string{"--nats", url, "--cluster-key", key}},
	} {
		var nodes []bulkNode
		for range test.nodes {
			nodes = append(nodes, startBulkNode(t, test.workers, test.args))
		}
		own := processorTime(t)
		nodes[0].judge(t, documents, len(documents)) // warm up
		took := nodes[0].judge(t, documents, *bulk)
		own = processorTime(t) - own // of the server of NATS, and of asking how far it is
		memory, spent := 0, time.Duration(0)
		for _, n := range nodes {
			memory += residentMB(n.cmd.Process.Pid)
			n.end()
			spent += n.cmd.ProcessState.UserTime() + n.cmd.ProcessState.SystemTime() // with its workers
		}
		all := time.Duration(len(documents) + *bulk)
		t.Logf("%-6s %d node(s) of %d worker(s): %5.1f documents a second, %d MB; of a processor %v for each in the nodes, %v beside them", test.name, test.nodes, test.workers,
			float64(*bulk)/took.Seconds(), memory, (spent / all).Round(time.Millisecond/10), (own / all).Round(time.Millisecond/10))
	}
}

// startNATS starts a server with JetStream, which ends with the test.
func startNATS(t *testing.T) (url string) {
	t.Helper()
	s, err := nats.NewServer(&nats.Options{Host: "127.0.0.1", Port: -1, NoSigs: true, NoLog: true, JetStream: true, StoreDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("NATS does not begin")
	}
	return s.ClientURL()
}

// processorTime returns what this process has used of processors.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		t.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

type bulkNode struct {
	cmd *exec.Cmd
	url string
}

func startBulkNode(t *testing.T, workers int, args []string) bulkNode {
	t.Helper()
	cmd := exec.Command("shortlist", append([]string{"serve", "--addr", "127.0.0.1:0", "--workers", strconv.Itoa(workers), "--bulk-workers", strconv.Itoa(workers)}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	n := bulkNode{cmd, strings.TrimSpace(strings.TrimPrefix(line, "shortlist: "))}
	t.Cleanup(n.end)
	return n
}

func (n bulkNode) end() {
	_ = n.cmd.Process.Signal(syscall.SIGTERM)
	_ = n.cmd.Wait()
}

// judge sends a batch and returns how long it takes from when it is taken, but
// for what is judged while it comes in. Each document is another one.
func (n bulkNode) judge(t *testing.T, documents [][]byte, count int) time.Duration {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := range count {
		file, err := form.CreateFormFile("resume", fmt.Sprintf("cv-%d", i))
		if err != nil {
			t.Fatal(err)
		}
		// What follows the end of a PDF or a zip archive changes its bytes alone.
		fmt.Fprintf(file, "%s%s", documents[i%len(documents)], strings.Repeat("\n", 1+i/len(documents)))
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	resp, err := http.Post(n.url+"/api/v1/batches", form.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusAccepted {
		t.Fatalf("a batch answers %s", resp.Status)
	}
	start := time.Now()
	for {
		state, err := http.Get(n.url + resp.Header.Get("Location"))
		if err != nil {
			t.Fatal(err)
		}
		var p struct {
			Done, Failed int
			Complete     bool
		}
		err = json.NewDecoder(state.Body).Decode(&p)
		state.Body.Close()
		if err != nil || p.Failed > count/10 || time.Since(start) > 5*time.Minute {
			t.Fatalf("the batch has come to %+v, %v", p, err)
		}
		if p.Complete {
			return time.Since(start)
		}
		time.Sleep(100 * time.Millisecond)
	}
}
