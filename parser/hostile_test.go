package parser

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"shortlist/parser/resumetest"
)

// hostileTime is what a hostile file may take; what goes on for longer than
// hostileRest after that has got out of hand.
const (
	hostileTime = time.Second
	hostileRest = 6 * time.Second
)

// Whatever a file holds, it ends in time as a document or as an error with a
// code, and leaves nothing running. PDFs meet the stream reader alone here: a
// page reader that hangs stops the whole process, which is what package sandbox
// is for, and tests.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("the hostile files take minutes under the race detector")
	}
	for name, data := range resumetest.Hostile() {
		t.Run(name, func(t *testing.T) { readHostile(t, data, ReaderStream) })
	}
	const most = 150 << 20 // what Go keeps of what it was given back
	var m runtime.MemStats
	runtime.GC()
	if runtime.ReadMemStats(&m); m.HeapAlloc > most {
		t.Errorf("%d MB are still held", m.HeapAlloc>>20)
	}
}

func readHostile(t *testing.T, data []byte, reader Reader) {
	t.Helper()
	limits := DefaultLimits()
	limits.Time = hostileTime
	before, start := runtime.NumGoroutine(), time.Now()
	d, err := Parse(context.Background(), "cv", data, Options{Limits: limits, Reader: reader})
	if took := time.Since(start); took > hostileTime+3*time.Second {
		t.Errorf("took %v", took)
	}
	if (d == nil) == (err == nil) || err != nil && Code(err) == "" {
		t.Errorf("document %t, error %v", d != nil, err)
	}
	for start := time.Now(); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Since(start) > hostileRest {
			t.Fatalf("%d goroutines are left, before it were %d", runtime.NumGoroutine(), before)
		}
	}
}

// A valid file that breaks off, or of which one byte is another one, is read as
// far as it goes or refused.
func TestBroken(t *testing.T) {
	if _, err := startEngine(nil); err != nil {
		t.Fatal(err)
	}
	every, flips := 64, 100
	if testing.Short() {
		every, flips = 1024, 5
	}
	for name, data := range map[string][]byte{
		"pdf": resumetest.PDF(resumetest.Sample()), "docx": resumetest.DOCX(resumetest.Fresher()), "long.docx": resumetest.DOCX(resumetest.Long()),
	} {
		for how, files := range map[string]iter.Seq2[int, []byte]{"cut": resumetest.Cut(data, every), "flipped": resumetest.Flipped(data, flips, 1)} {
			t.Run(name+" "+how, func(t *testing.T) {
				for at, broken := range files {
					if readHostile(t, broken, ReaderBoth); t.Failed() {
						t.Fatalf("at byte %d", at)
					}
				}
			})
		}
	}
}

// The checks that come before any library, each by the word that it says.
func TestInputChecks(t *testing.T) {
	if testing.Short() {
		t.Skip("the hostile files take minutes under the race detector")
	}
	want := map[string]string{
		"flat.docx": "more than 100 MB", "dense.docx": "100 times as large", "size lies 2.docx": "more than 100 MB", "entries.docx": "files",
		"overlap.docx": "upon each other", "shared.docx": "upon each other", "quine.docx": "upon each other", "twice.docx": "same part twice",
		"outside.docx": "outside", "outside 2.docx": "outside", "locked.docx": "locked", "laughs.docx": "document type", "external.docx": "document type",
		"deep.docx": "nested too deep", "wide.docx": "too many elements", "attributes.docx": "too many elements", "comments.docx": "too many elements",
		"instructions.docx": "too many elements", "paragraphs.docx": "more than 4000 lines", "token.docx": "more text than a book",
		"many objects.pdf": "more than 250000 objects", "objstm many.pdf": "more than 250000 objects", "polyglot.pdf": "no page",
	}
	found := 0
	for name, data := range resumetest.Hostile(slices.Collect(maps.Keys(want))...) {
		_, err := Parse(context.Background(), name, data, Options{Reader: ReaderStream})
		if !strings.Contains(fmt.Sprint(err), want[name]) {
			t.Errorf("%s: %v, want %q", name, err, want[name])
		}
		found++
	}
	if found != len(want) {
		t.Errorf("%d of %d files are there", found, len(want))
	}
	// What is never opened may hold anything.
	for name, data := range resumetest.Hostile("nested.docx", "picture.docx") {
		if d, err := Parse(context.Background(), name, data, Options{}); err != nil || d.Lines[0].Text != "Ada" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
