package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"shortlist/parser/resumetest"
)

func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "worker" { // a batch of this process has started it to read documents
		main()
	}
	testscript.Main(m, map[string]func(){"shortlist": main})
}

// TestScripts drives the real program. Each script finds the files of fixtures
// in its folder.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status},
		Setup: func(e *testscript.Env) error {
			// The compiled engine is shared with the tests of other packages.
			cache, err := os.UserCacheDir()
			if err != nil {
				return err
			}
			e.Setenv("XDG_CACHE_HOME", cache)
			for name, data := range fixtures() {
				path := filepath.Join(e.WorkDir, name)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					return err
				}
				if err := os.WriteFile(path, data, 0o644); err != nil {
					return err
				}
			}
			return nil
		},
	})
}

// status is the script command "status CODE PROGRAM ARGS…".
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status code program [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func fixtures() map[string][]byte {
	sample := resumetest.PDF(resumetest.Sample())
	docx := resumetest.DOCX(resumetest.Sample())
	return map[string][]byte{
		"cv.pdf":             sample,
		"cv.docx":            docx,
		"columns.pdf":        resumetest.TwoColumnPDF(resumetest.Sample()),
		"table.docx":         resumetest.TableDOCX(resumetest.Sample()),
		"nurse.pdf":          resumetest.PDF(resumetest.Nurse()),
		"fresher.docx":       resumetest.DOCX(resumetest.Fresher()),
		"scan.pdf":           resumetest.PicturePDF(),
		"locked.pdf":         resumetest.EncryptedPDF(),
		"notes.pdf":          []byte("These are notes. They only bear the name of a PDF.\n"),
		"empty.pdf":          {},
		"cut.pdf":            sample[:len(sample)/3],
		"big.pdf":            append(sample[:len(sample):len(sample)], make([]byte, 11<<20)...),
		"pile/b.pdf":         sample,
		"pile/a/unnamed":     docx,
		"pile/a/sheet.docx":  []byte("not a document, whatever its name says\n"),
		"pile/notes.txt":     []byte("left out\n"),
		"pile/.hidden.pdf":   sample,
		"pile/.cache/cv.pdf": sample,
		"bare/notes.txt":     []byte("nothing to read here\n"),
	}
}
