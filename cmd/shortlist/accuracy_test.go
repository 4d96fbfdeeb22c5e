package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// accuracyColumns are the kinds of files of the corpus.
var accuracyColumns = []struct{ name, only string }{
	{"templates", "^pdf/(?!word-)"},
	{"printed", "^pdf/word-"},
	{"word", "^docx/"},
}

var accuracyRows = []string{"name", "email", "phone", "location", "sections", "headings", "jobs", "jobs_strict", "start", "end",
	"school", "degree", "skills", "links", "order", "signals_f1", "named_f1", "levels", "failed"}

// TestAccuracy holds what is read of the corpus, by each reader, against the
// labels that were made by hand. The golden file is the table of figures: what a
// change of the reading costs or wins shows in its diff.
func TestAccuracy(t *testing.T) {
	if testing.Short() {
		t.Skip("the corpus is not read with -short")
	}
	compare := filepath.Join(corpus, "..", "bench", "compare.py")
	python, err := exec.LookPath("python3")
	if _, statErr := os.Stat(compare); err != nil || statErr != nil {
		t.Skip("the labelled corpus, or Python to compare with it, is not here")
	}
	program, err := filepath.Abs(filepath.Join(t.TempDir(), "shortlist"))
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	var table strings.Builder
	run := func(title, command string, columns []struct{ name, only string }, extra ...string) {
		fmt.Fprintf(&table, "%-12s", title)
		var figures []map[string]float64
		for _, c := range columns {
			out := filepath.Join(t.TempDir(), "figures.json")
			args := append([]string{compare, filepath.Join(corpus, "labels.jsonl"), corpus, "--cmd", program + command + " {files}", "--only", c.only, "--json", out}, extra...)
			start := time.Now()
			if text, err := exec.Command(python, args...).CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", title, err, text)
			}
			data, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			f := map[string]float64{}
			if err := json.Unmarshal(data, &f); err != nil {
				t.Fatal(err)
			}
			t.Logf("%s, %s: %.0f documents in %.1f s", title, c.name, f["documents"], time.Since(start).Seconds())
			figures = append(figures, f)
			fmt.Fprintf(&table, "%12s", c.name)
		}
		table.WriteString("\n")
		for _, row := range accuracyRows {
			if _, ok := figures[0][row]; !ok {
				continue
			}
			fmt.Fprintf(&table, "%-12s", row)
			for _, f := range figures {
				fmt.Fprintf(&table, "%12.3f", f[row])
			}
			table.WriteString("\n")
		}
		table.WriteString("\n")
	}
	for _, reader := range []string{"both", "page", "stream"} {
		run(reader, " parse --format json --reader "+reader, accuracyColumns)
	}
	run("signals", " check --format json", []struct{ name, only string }{{"all", "."}}, "--signals")

	golden := filepath.Join("testdata", "accuracy.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), table.String()); diff != "" {
		t.Errorf("figures (-want +got); if the change is right, run make accuracy:\n%s", diff)
	}
}
