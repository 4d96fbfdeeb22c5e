package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// corpus lies beside the repository on the machines of those who work on it.
var corpus = filepath.Join("..", "..", "..", "shared", "corpus")

// What the tests below look at in the JSON of the program.
type (
	parsedJSON struct {
		Schema string
		File   struct{ Name string }
		Error  *problem
		Lines  []struct {
			ID   int
			Text string
		}
	}
	reportJSON struct {
		Schema     string
		File       struct{ Name string }
		Error      *problem
		Score      int
		Categories []scoredJSON
		Findings   []scoredJSON
		Signals    []scoredJSON
		Gaps       []scoredJSON
		Claims     []scoredJSON
	}
	scoredJSON struct {
		ID, Signal  string
		Points, Max float64
		Evidence    []struct {
			Line  int
			Quote string
		}
	}
)

// TestReports holds every document, our own and those of the corpus where it
// is there, to what a report promises.
func TestReports(t *testing.T) {
	own := t.TempDir()
	for _, name := range []string{"cv.pdf", "cv.docx", "columns.pdf", "table.docx", "nurse.pdf", "fresher.docx"} {
		if err := os.WriteFile(filepath.Join(own, name), fixtures()[name], 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, folder := range map[string]string{
		"own":  own,
		"pdf":  filepath.Join(corpus, "pdf"),
		"docx": filepath.Join(corpus, "docx"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			skipWithout(t, folder)
			read := output(t, "parse", "--format", "json", folder)
			parsed := decodeLines[parsedJSON](t, read)
			checked := output(t, "check", "--format", "json", folder)
			reports := decodeLines[reportJSON](t, checked)
			if len(parsed) == 0 || len(parsed) != len(reports) {
				t.Fatalf("%d documents parsed, %d checked", len(parsed), len(reports))
			}
			for i, r := range reports {
				checkReport(t, parsed[i], r)
			}
			checkSchemas(t, checked, "shortlist.report-1.json")
			checkSchemas(t, read, "shortlist.parse-1.json")
			again := output(t, "check", "--format", "json", folder)
			if withoutTiming(checked) != withoutTiming(again) {
				t.Error("a second run gives other bytes")
			}
		})
	}
}

func checkReport(t *testing.T, doc parsedJSON, r reportJSON) {
	t.Helper()
	name := doc.File.Name
	if doc.Error != nil || r.Error != nil {
		t.Errorf("%s: parse: %+v, check: %+v", name, doc.Error, r.Error)
		return
	}
	if doc.Schema != schemaParse || r.Schema != schemaReport || r.File.Name != name {
		t.Errorf("%s: schemas %q and %q of %s", name, doc.Schema, r.Schema, r.File.Name)
	}

	sum := total(r.Findings) + total(r.Signals)
	if math.Abs(sum-float64(r.Score)) > 0.5001 {
		t.Errorf("%s: the parts give %.3f, the score is %d", name, sum, r.Score)
	}
	if got := total(r.Categories); math.Abs(got-sum) > 0.001 {
		t.Errorf("%s: the categories give %.3f, their parts %.3f", name, got, sum)
	}

	lines := map[int]string{}
	for _, l := range doc.Lines {
		lines[l.ID] = l.Text
	}
	for _, list := range [][]scoredJSON{r.Findings, r.Signals, r.Gaps, r.Claims} {
		for _, item := range list {
			for _, e := range item.Evidence {
				if text, ok := lines[e.Line]; !ok || text != e.Quote {
					t.Errorf("%s: %s%s quotes %q, line %d is %q", name, item.ID, item.Signal, e.Quote, e.Line, text)
				}
			}
		}
	}
}

func total(list []scoredJSON) float64 {
	sum := 0.0
	for _, item := range list {
		sum += item.Points
	}
	return sum
}

// TestOddFiles gives the program damaged, exotic and hostile PDFs, each alone:
// it must end in time with a whole report or a clear error.
func TestOddFiles(t *testing.T) {
	folder := filepath.Join(corpus, "odd")
	skipWithout(t, folder)
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			const patience = 10 * time.Second
			start := time.Now()
			var out, messages bytes.Buffer
			exit := run([]string{"check", "--format", "json", path}, &terminal{in: strings.NewReader(""), out: &out, err: &messages})
			if took := time.Since(start); took > patience {
				t.Errorf("took %v, want at most %v", took, patience)
			}
			reports := decodeLines[reportJSON](t, out.String())
			if len(reports) != 1 {
				t.Fatalf("%d objects, want one", len(reports))
			}
			r := reports[0]
			switch {
			case exit == exitDone && r.Error == nil && len(r.Findings) > 0 && messages.Len() == 0:
			case exit == exitUnread && r.Error != nil && advice[r.Error.Code] != "" && len(r.Findings) == 0 && messages.Len() > 0:
			default:
				t.Errorf("exit code %d, error %+v, %d findings, messages %q", exit, r.Error, len(r.Findings), messages.String())
			}
		})
	}
}

// skipWithout skips where the folder is not there, and in short mode: reading
// hundreds of documents takes minutes under the race detector.
func skipWithout(t *testing.T, folder string) {
	t.Helper()
	if testing.Short() && strings.HasPrefix(folder, corpus) {
		t.Skip("the corpus is left out in short mode")
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the shared corpus is not beside this repository")
	}
}

// output runs the program, which must succeed in silence.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var out, messages bytes.Buffer
	if exit := run(args, &terminal{in: strings.NewReader(""), out: &out, err: &messages}); exit != exitDone || messages.Len() > 0 {
		t.Fatalf("shortlist %s: exit code %d\n%s", strings.Join(args, " "), exit, messages.String())
	}
	return out.String()
}

func decodeLines[T any](t *testing.T, lines string) []T {
	t.Helper()
	var list []T
	for line := range strings.Lines(lines) {
		var value T
		if err := json.Unmarshal([]byte(line), &value); err != nil {
			t.Fatalf("%v in %.100q", err, line)
		}
		list = append(list, value)
	}
	return list
}

var timing = regexp.MustCompile(`,?"timing":\{[^}]*\}`)

// withoutTiming drops the one member of a report that may differ between runs.
func withoutTiming(lines string) string { return timing.ReplaceAllString(lines, "") }
