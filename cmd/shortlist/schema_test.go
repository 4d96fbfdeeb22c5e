package main

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"shortlist/web"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// checkSchemas holds each line of JSON to a schema as the service publishes it.
func checkSchemas(t *testing.T, lines, file string) {
	t.Helper()
	handler, err := newHandler(web.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer handler.Close()
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/schema/"+file, nil))
	document, err := jsonschema.UnmarshalJSON(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(file, document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for line := range strings.Lines(lines) {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatalf("%v in %.100q", err, line)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%.200q: %v", line, err)
		}
		count++
	}
	if count == 0 {
		t.Error("there is nothing to hold to the schema")
	}
}

// What is printed in the place of a result that there is none of.
func TestFailuresKeepTheirSchema(t *testing.T) {
	writeFixtures(t, "scan.pdf", "locked.pdf", "notes.pdf", "empty.pdf", "cut.pdf", "big.pdf")
	files := []string{"scan.pdf", "locked.pdf", "notes.pdf", "empty.pdf", "cut.pdf", "big.pdf", "none.pdf"}
	for command, file := range map[string]string{"check": "shortlist.report-1.json", "parse": "shortlist.parse-1.json"} {
		exit, out := runFor(append([]string{command, "--format", "json"}, files...)...)
		if n := strings.Count(string(out), "\n"); exit != exitUnread || n != len(files) {
			t.Errorf("%s: exit code %d, %d objects", command, exit, n)
		}
		checkSchemas(t, string(out), file)
		checkSchemas(t, string(out), "shortlist.error-1.json")
	}
	_, out := runFor("diff", "--format", "json", "scan.pdf", "none.pdf")
	checkSchemas(t, string(out), "shortlist.diff-1.json")
}

// Comparisons of our own documents, and of real ones with their prints.
func TestComparisonsKeepTheirSchema(t *testing.T) {
	compare := func(t *testing.T, olds, news []string) {
		t.Helper()
		var lines strings.Builder
		for i, old := range olds {
			exit, out := runFor("diff", "--format", "json", old, news[i])
			if exit != exitDone && exit != exitUnder {
				t.Errorf("%s to %s: exit code %d", old, news[i], exit)
			}
			lines.Write(out)
		}
		checkSchemas(t, lines.String(), "shortlist.diff-1.json")
	}
	t.Run("real", func(t *testing.T) {
		skipWithout(t, filepath.Join(corpus, "docx"))
		prints, err := filepath.Glob(filepath.Join(corpus, "pdf", "word-*.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		var originals []string
		for _, path := range prints {
			name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), "word-"), ".pdf")
			originals = append(originals, filepath.Join(corpus, "docx", name+".docx"))
		}
		compare(t, originals, prints)
	})
	t.Run("own", func(t *testing.T) {
		names := []string{"cv.pdf", "cv.docx", "columns.pdf", "nurse.pdf", "fresher.docx"}
		writeFixtures(t, names...)
		compare(t, names, slices.Concat(names[1:], names[:1]))
		compare(t, slices.Concat(names[1:], names[:1]), names)
	})
}
