package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shortlist/parser"
	"shortlist/parser/resumetest"
)

var localhost = network(netip.MustParseAddr("127.0.0.1"))

// countingParser counts the documents that are read.
type countingParser struct {
	inProcess
	n atomic.Int32
}

func (p *countingParser) Parse(ctx context.Context, name string, data []byte, o parser.Options) (*parser.Document, error) {
	p.n.Add(1)
	return p.inProcess.Parse(ctx, name, data, o)
}

// The same bytes, role and posting from the same sender are not read again; the
// report is a new one, and what differs in anything is judged.
func TestSameAgain(t *testing.T) {
	var reader countingParser
	s := newTestServer(t, func(c *Config) { c.Reader = &reader })
	pdf, next := resumetest.PDF(resumetest.Sample()), resumetest.PDF(resumetest.Fresher())
	send := func(reads int32, from, name string, data []byte, fields ...string) string {
		t.Helper()
		before := reader.n.Load()
		w := s.uploadFrom(from, "/check", name, data, fields...)
		if w.Code != http.StatusSeeOther {
			t.Fatalf("status %d", w.Code)
		}
		if n := reader.n.Load() - before; n != reads {
			t.Errorf("%s, %q: %d documents were read, want %d", name, fields, n, reads)
		}
		return w.Header().Get("Location")
	}
	const here, there = "192.0.2.1:1", "198.51.100.7:1"
	role := []string{"role", "backend"}
	first := send(1, here, "cv.pdf", pdf, role...)
	again := send(0, here, "cv.pdf", pdf, role...)
	if first == again {
		t.Error("two reports share their id")
	}
	send(1, there, "cv.pdf", pdf, role...)
	send(1, here, "other.pdf", pdf, role...)
	send(1, here, "cv.pdf", next, role...)
	send(1, here, "cv.pdf", pdf, "role", "data")
	send(1, here, "cv.pdf", pdf, "role", "backend", "job", "We run Kafka.")

	page := s.get(again).Body.String()
	if !strings.Contains(page, "Jordan Ellery") || page != strings.ReplaceAll(s.get(first).Body.String(), first, again) {
		t.Error("the second report differs from the first")
	}
	if w := s.get(again + "/pages/1.png"); w.Code != http.StatusOK {
		t.Errorf("the second report has no pictures: %d", w.Code)
	}
	// Each lives and goes by itself; once all are gone, nothing is known of them.
	s.do(httptest.NewRequest(http.MethodPost, first+"/delete", nil))
	if w := s.get(again); w.Code != http.StatusOK {
		t.Errorf("the second report went with the first: %d", w.Code)
	}
	third := send(0, here, "cv.pdf", pdf, role...)
	for _, path := range []string{again, third} {
		s.do(httptest.NewRequest(http.MethodPost, path+"/delete", nil))
	}
	send(1, here, "cv.pdf", pdf, role...)
}

// What is known of reports is bounded, and forgotten when they are gone.
func TestJudgedForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJudged(time.Hour, 10)
		sum := func(name string) [32]byte { return j.sum(localhost, upload{Name: name}) }
		for i := range 100 {
			j.add(sum(string(rune(i))), "id")
		}
		if n := len(j.young) + len(j.older); n > 20 {
			t.Errorf("%d are known", n)
		}
		j.add(sum("old"), "old")
		if j.id(sum("old")) != "old" || j.id(sum("new")) != "" {
			t.Error("the ids are not those that were added")
		}
		time.Sleep(61 * time.Minute)
		j.add(sum("a"), "a")
		time.Sleep(61 * time.Minute)
		j.add(sum("b"), "b")
		if j.id(sum("old")) != "" || len(j.young)+len(j.older) != 2 {
			t.Error("what is gone is still known")
		}
	})
}

// Sums of two servers have nothing in common, and parts do not run together.
func TestSums(t *testing.T) {
	one, two := newJudged(time.Hour, 10), newJudged(time.Hour, 10)
	u := upload{Name: "cv.pdf", Data: []byte("data")}
	moved := upload{Name: "cv.pdfd", Data: []byte("ata")}
	sums := [][32]byte{one.sum(localhost, u), two.sum(localhost, u), one.sum(localhost, moved)}
	for i, s := range sums {
		if slices.Index(sums, s) != i {
			t.Errorf("sum %d is that of another", i)
		}
	}
}
