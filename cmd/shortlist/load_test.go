package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"

	"shortlist/parser/resumetest"
)

var load = flag.Duration("load", 0, "put the service under load, for so long at each rate")

// TestLoad puts the real program under load, in an open loop: documents come at
// a rate, whatever is answered. It finds the rate at which the service is
// saturated, and tells what 70 % and 300 % of it look like. It runs by "make
// load" alone, and fails only over what no machine may do: an error that is
// neither "busy" nor an answer.
func TestLoad(t *testing.T) {
	if *load == 0 {
		t.Skip("run by make load")
	}
	s := startServer(t, "", nil, "--proxies", "127.0.0.1")
	url := s.url + "/api/v1/check"
	documents := loadDocuments(t)
	attack := func(name string, rate int, length time.Duration) *vegeta.Metrics {
		m := attackAt(url, documents, rate, length)
		answered := m.StatusCodes["200"]
		busy := m.StatusCodes["503"] + m.StatusCodes["429"]
		t.Logf("%-10s %4d a second: %5.1f answered a second, %d busy, %d else; p50 %v, p99 %v of the answered; %d MB", name, rate,
			float64(answered)/length.Seconds(), busy, int(m.Requests)-answered-busy, m.Latencies.P50.Round(time.Millisecond), m.Latencies.P99.Round(time.Millisecond), residentMB(s.cmd.Process.Pid))
		if other := int(m.Requests) - answered - busy; other > 0 {
			t.Errorf("%d requests are neither answered nor refused: %v %v", other, m.StatusCodes, m.Errors)
		}
		return m
	}
	attack("warm up", 10, 3*time.Second)
	saturated := float64(attack("flood", 200, *load).StatusCodes["200"]) / load.Seconds()
	time.Sleep(2 * time.Second)
	attack("70 %", max(1, int(0.7*saturated)), *load)
	attack("300 %", max(1, int(3*saturated)), *load)
}

// attackAt sends documents at a rate. The latencies are those of the answered.
func attackAt(url string, documents [][]byte, rate int, length time.Duration) *vegeta.Metrics {
	random := rand.New(rand.NewPCG(1, 2))
	next := func(target *vegeta.Target) error {
		target.Method, target.URL = http.MethodPost, url
		target.Body = documents[random.IntN(len(documents))]
		// Each from an address of its own: the limit for one is not what is tried.
		target.Header = http.Header{"X-Forwarded-For": {fmt.Sprintf("10.%d.%d.%d", random.IntN(256), random.IntN(256), random.IntN(256))}}
		return nil
	}
	all, answered := &vegeta.Metrics{}, &vegeta.Metrics{}
	attacker := vegeta.NewAttacker(vegeta.Timeout(30*time.Second), vegeta.KeepAlive(true))
	for result := range attacker.Attack(next, vegeta.Rate{Freq: rate, Per: time.Second}, length, "") {
		all.Add(result)
		if result.Code == http.StatusOK {
			answered.Add(result)
		}
	}
	all.Close()
	answered.Close()
	all.Latencies = answered.Latencies
	return all
}

// loadDocuments are those of the corpus, or invented ones where it is not there.
func loadDocuments(t *testing.T) [][]byte {
	var out [][]byte
	for _, pattern := range []string{"pdf/*.pdf", "docx/*.docx"} {
		paths, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, data)
		}
	}
	if len(out) == 0 {
		out = [][]byte{resumetest.PDF(resumetest.Sample()), resumetest.DOCX(resumetest.Sample()), resumetest.PDF(resumetest.Fresher())}
	}
	return out
}

// residentMB returns the memory of a process and its children (Linux), in MB.
func residentMB(pid int) int {
	pages := 0
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		data, _ := os.ReadFile(path)
		// The name of the program, in brackets, may hold spaces.
		fields := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:]))
		const parent, resident = 1, 21
		own := filepath.Base(filepath.Dir(path)) == strconv.Itoa(pid)
		if len(fields) > resident && (own || fields[parent] == strconv.Itoa(pid)) {
			n, _ := strconv.Atoi(fields[resident])
			pages += n
		}
	}
	return pages * os.Getpagesize() >> 20
}
