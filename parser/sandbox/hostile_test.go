package sandbox

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"shortlist/parser"
	"shortlist/parser/resumetest"
)

// Hostile PDFs meet both readers, and those that are read are drawn: each ends
// in time with what it gives or an error, and a good one is read after all.
func TestHostile(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	const deadline, memory = 2 * time.Second, 512 << 20
	p := newPool(t, "worker", Config{Workers: 2, Deadline: deadline, Memory: memory})
	good := func() error {
		_, err := p.Parse(context.Background(), "cv.pdf", resumetest.PDF(resumetest.Sample()), parser.Options{})
		return err
	}
	if err := good(); err != nil { // the workers have begun
		t.Fatal(err)
	}
	var names []string // all
	if testing.Short() {
		names = []string{"endless streams.pdf", "flate bomb.pdf", "mesh.pdf", "page circle.pdf", "xref stream.pdf", "own form.pdf"}
	}
	t.Run("files", func(t *testing.T) {
		for name, data := range resumetest.Hostile(names...) {
			if !strings.HasSuffix(name, ".pdf") {
				continue
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				// One before it may take its deadline, and a new worker its start.
				ctx, cancel := context.WithTimeout(context.Background(), 20*deadline)
				defer cancel()
				d, err := p.Parse(ctx, name, data, parser.Options{})
				if (d == nil) == (err == nil) || err != nil && parser.Code(err) == "" {
					t.Errorf("document %t, error %v", d != nil, err)
				}
				if err != nil {
					return
				}
				if _, err := p.PagePicture(ctx, data, 1, 96); errors.Is(err, context.DeadlineExceeded) {
					t.Error("its picture does not end")
				}
			})
		}
	})
	if err := good(); err != nil {
		t.Errorf("after all: %v", err)
	}
	ends := p.Counts().Ends
	if ends["deadline"] == 0 || ends["start"] > 0 {
		t.Errorf("workers ended by %v", ends)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	for start := time.Now(); runtime.NumGoroutine() > goroutines; time.Sleep(time.Millisecond) {
		if time.Since(start) > 5*time.Second {
			t.Fatalf("%d goroutines are left, before it were %d", runtime.NumGoroutine(), goroutines)
		}
	}
	if left := children(t); len(left) > 0 {
		t.Errorf("processes %v are left", left)
	}
}

// children returns the processes of this one (Linux), those that have ended and
// are not waited for included.
func children(t *testing.T) (pids []int) {
	lists, err := filepath.Glob("/proc/self/task/*/children")
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range lists {
		data, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended
		}
		for _, field := range strings.Fields(string(data)) {
			pid, err := strconv.Atoi(field)
			if err != nil {
				t.Fatal(err)
			}
			pids = append(pids, pid)
		}
	}
	return pids
}
