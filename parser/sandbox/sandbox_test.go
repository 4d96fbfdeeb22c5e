package sandbox

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"shortlist/parser"
	"shortlist/parser/resumetest"
)

// The tests' own program is the worker, or something that goes wrong as one.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 {
		switch what := os.Args[1]; what {
		case "worker":
			if err := Serve(os.Stdin, os.Stdout); err != nil {
				os.Exit(1)
			}
			os.Exit(0)
		case "escape":
			os.Exit(escape())
		case "unwell":
			unwell()
			os.Exit(0)
		case "absent":
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// unwell is a worker that does what a document's first word says.
func unwell() {
	_ = send(os.Stdout, ready{})
	for {
		var r request
		if receive(os.Stdin, &r) != nil {
			return
		}
		switch word, _, _ := strings.Cut(string(r.Data), " "); word {
		case "crash":
			os.Exit(2)
		case "hang":
			select {}
		case "eat":
			var eaten [][]byte
			for {
				eaten = append(eaten, bytes.Repeat([]byte{1}, 1<<20))
				time.Sleep(time.Millisecond)
				runtime.KeepAlive(eaten)
			}
		case "babble":
			_, _ = os.Stdout.WriteString("HTTP/1.1 200 OK")
		default:
			_ = send(os.Stdout, response{Document: &parser.Document{Name: string(r.Data)}})
		}
	}
}

// escape tries what a worker must not do, and says so by its exit code.
func escape() int {
	if err := parser.Prepare(nil); err != nil {
		return 10
	}
	self, err := os.Executable()
	if err != nil {
		return 11
	}
	if err := lockDown(); err != nil {
		os.Stderr.WriteString(err.Error())
		return 12
	}
	for i, try := range []func() error{
		func() error { _, err := os.Open("/etc/hostname"); return err },
		func() error { _, err := os.ReadDir("/"); return err },
		func() error { return os.WriteFile(filepath.Join(os.TempDir(), "escaped"), []byte("x"), 0o600) },
		func() error { _, err := net.Dial("tcp", "127.0.0.1:9"); return err },
		func() error { _, err := net.Listen("tcp", "127.0.0.1:0"); return err },
		func() error { _, err := net.Dial("udp", "127.0.0.1:9"); return err },
		func() error { _, err := net.Listen("unix", filepath.Join(os.TempDir(), "escaped.sock")); return err },
		func() error { return exec.Command(self, "absent").Start() },
		func() error { return os.Remove(self) },
	} {
		if err := try(); err == nil || errors.Is(err, os.ErrNotExist) {
			return 20 + i
		}
	}
	// It still reads.
	if _, err := parser.Parse(context.Background(), "", resumetest.PDF(resumetest.Sample()), parser.Options{}); err != nil {
		return 13
	}
	return 0
}

func newPool(t *testing.T, what string, c Config) *Pool {
	t.Helper()
	c.Command = []string{os.Args[0], what}
	p, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// A worker opens no file and no socket, and starts no program.
func TestLockDown(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux takes these from a process")
	}
	out, err := exec.Command(os.Args[0], "escape").CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		t.Fatalf("exit code %d: %s", exit.ExitCode(), out)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// What comes back of a worker is what the parser gives.
func TestParse(t *testing.T) {
	p := newPool(t, "worker", Config{Workers: 1})
	for name, data := range map[string][]byte{"cv.pdf": resumetest.PDF(resumetest.Sample()), "cv.docx": resumetest.DOCX(resumetest.Sample())} {
		want, err := parser.Parse(context.Background(), name, data, parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.Parse(context.Background(), name, data, parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		wantJSON, err := want.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		gotJSON, err := got.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(gotJSON, wantJSON) {
			t.Errorf("%s: %s\nwant %s", name, gotJSON, wantJSON)
		}
		for part, pair := range map[string][2]any{
			"statements": {got.Statements, want.Statements}, "stream": {got.Stream, want.Stream}, "sizes": {got.Sizes, want.Sizes}, "notices": {got.Notices, want.Notices},
		} {
			if !reflect.DeepEqual(pair[0], pair[1]) {
				t.Errorf("%s: %s %+v\nwant %+v", name, part, pair[0], pair[1])
			}
		}
	}
}

func TestPagePicture(t *testing.T) {
	p := newPool(t, "worker", Config{Workers: 1})
	png, err := p.PagePicture(context.Background(), resumetest.PDF(resumetest.Sample()), 1, 20)
	if err != nil || !bytes.HasPrefix(png, []byte("\x89PNG")) {
		t.Errorf("%d bytes, %v", len(png), err)
	}
}

// The parser's errors keep their kind and their words.
func TestParseErrors(t *testing.T) {
	p := newPool(t, "worker", Config{Workers: 1})
	for _, data := range []string{"", "hello", "%PDF-1.4 and nothing else", "PK\x03\x04 neither"} {
		_, want := parser.Parse(context.Background(), "", []byte(data), parser.Options{})
		_, got := p.Parse(context.Background(), "", []byte(data), parser.Options{})
		if got == nil || got.Error() != want.Error() || parser.Code(got) != parser.Code(want) {
			t.Errorf("%q: %v (%s), want %v (%s)", data, got, parser.Code(got), want, parser.Code(want))
		}
	}
}

// A worker that is lost costs its document, and nobody else's.
func TestDeaths(t *testing.T) {
	tests := []struct {
		data, reason string
		want         error
		linux        bool
	}{
		{"crash", "crash", parser.ErrDamaged, false},
		{"babble", "crash", parser.ErrDamaged, false},
		{"hang", "deadline", parser.ErrTimeout, false},
		{"eat", "memory", parser.ErrTooComplex, true},
	}
	for _, tt := range tests {
		t.Run(tt.data, func(t *testing.T) {
			if tt.linux && runtime.GOOS != "linux" {
				t.Skip("memory is watched on Linux alone")
			}
			var log bytes.Buffer
			p := newPool(t, "unwell", Config{Workers: 2, Deadline: 2 * time.Second, Memory: 100 << 20, Log: slog.New(slog.NewTextHandler(&log, nil))})
			var others sync.WaitGroup
			for range 8 {
				others.Go(func() {
					if d, err := p.Parse(context.Background(), "", []byte("well"), parser.Options{}); err != nil || d.Name != "well" {
						t.Errorf("beside it: %v, %v", d, err)
					}
				})
			}
			if _, err := p.Parse(context.Background(), "secret.pdf", []byte(tt.data+" secret"), parser.Options{}); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
			others.Wait()
			if d, err := p.Parse(context.Background(), "", []byte("well"), parser.Options{}); err != nil || d.Name != "well" {
				t.Errorf("after it: %v, %v", d, err)
			}
			if n := p.Counts().Ends[tt.reason]; n != 1 {
				t.Errorf("%d ended by %s, want 1", n, tt.reason)
			}
			if text := log.String(); strings.Contains(text, "secret") || !strings.Contains(text, "reason="+tt.reason) {
				t.Errorf("log: %s", text)
			}
		})
	}
}

// A worker is replaced after so many documents, and nobody notices.
func TestRecycle(t *testing.T) {
	p := newPool(t, "unwell", Config{Workers: 1, Documents: 3})
	for range 10 {
		if _, err := p.Parse(context.Background(), "", []byte("well"), parser.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if c := p.Counts(); c.Starts < 3 || c.Ends["worn"] < 3 {
		t.Errorf("%+v", c)
	}
}

// Workers that do not start are tried less and less, and the pool says so.
func TestCrashLoop(t *testing.T) {
	p := newPool(t, "absent", Config{Workers: 1})
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if _, err := p.Parse(ctx, "", []byte("well"), parser.Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if p.Ready() == nil {
		t.Error("ready without a worker")
	}
	if n := p.Counts().Ends["start"]; n < deathsAllowed || n > 12 {
		t.Errorf("%d starts within a second", n)
	}
}

// A worker that dies between two documents costs none.
func TestIdleDeath(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("workers are found by /proc")
	}
	p := newPool(t, "unwell", Config{Workers: 1})
	well := func() {
		t.Helper()
		if _, err := p.Parse(context.Background(), "", []byte("well"), parser.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	well()
	for _, pid := range children(t) {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	for p.Counts().Ends["crash"] == 0 {
		time.Sleep(time.Millisecond)
	}
	well()
}

// A caller who has left is not waited for; the worker serves the next.
func TestLeave(t *testing.T) {
	p := newPool(t, "unwell", Config{Workers: 1, Deadline: time.Second})
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if _, err := p.Parse(ctx, "", []byte("hang"), parser.Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if _, err := p.Parse(context.Background(), "", []byte("well"), parser.Options{}); err != nil {
		t.Error(err)
	}
}

// Any bytes instead of a message give an error, not a panic.
func FuzzReceive(f *testing.F) {
	var sent bytes.Buffer
	if err := send(&sent, response{Document: &parser.Document{Name: "Ada Example", Lines: []parser.Line{{Box: &parser.Box{Left: 1}}}}}); err != nil {
		f.Fatal(err)
	}
	f.Add(sent.Bytes())
	f.Add([]byte{protocolVersion, 0, 0, 0, 0})
	f.Add([]byte{protocolVersion, 0xFF, 0xFF, 0xFF, 0xFF, 0xA0})
	f.Fuzz(func(t *testing.T, data []byte) {
		var r response
		_ = receive(bytes.NewReader(data), &r)
		var q request
		_ = receive(io.LimitReader(bytes.NewReader(data), 64), &q)
	})
}
