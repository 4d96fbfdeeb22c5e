package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"shortlist/parser/resumetest"
)

// A run that is killed in the middle and given again has the output of one that
// was not.
func TestKilledRunGoesOn(t *testing.T) {
	folder := t.TempDir()
	sample := resumetest.PDF(resumetest.Sample())
	for i := range 60 {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%02d.pdf", i)), sample, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	whole, cut := filepath.Join(t.TempDir(), "whole.jsonl"), filepath.Join(t.TempDir(), "cut.jsonl")
	start := func(output string) *exec.Cmd {
		c := exec.Command("shortlist", "check", "--format", "jsonl", "-o", output, folder)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	if err := start(whole).Wait(); err != nil {
		t.Fatal(err)
	}
	c := start(cut)
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if data, err := os.ReadFile(cut); err == nil && bytes.Count(data, []byte("\n")) >= 20 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("there is no output to cut")
		}
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err == nil {
		t.Fatal("the run was over before it was killed")
	}
	if _, err := os.Stat(cut + ".manifest"); err != nil {
		t.Fatal(err)
	}
	if err := start(cut).Wait(); err != nil {
		t.Fatal(err)
	}
	if a, b := untimed(t, whole), untimed(t, cut); !bytes.Equal(a, b) {
		t.Errorf("the output has %d bytes in %d lines, want %d bytes in %d", len(b), bytes.Count(b, []byte("\n")), len(a), bytes.Count(a, []byte("\n")))
	}
}

// untimed returns a file of reports without what they say of their time.
func untimed(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`"timing":\{[^}]*\}`).ReplaceAll(data, nil)
}

// What a run wrote after it last said how far it was is written anew; a document
// that has changed since makes it another run.
func TestManifest(t *testing.T) {
	dir := t.TempDir()
	var inputs []input
	for _, name := range []string{"a", "b", "c"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, input{path: path})
	}
	output := filepath.Join(dir, "out")
	m, err := openOutput(output, "options", true, inputs)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range inputs[:2] {
		fmt.Fprintln(m.file, in.path)
		if err := m.done(in); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.close(false); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(output, append(want, "half a li"...), 0o600); err != nil {
		t.Fatal(err)
	}

	if _, err := openOutput(output, "others", true, inputs); err == nil {
		t.Error("a run of other options goes on")
	}
	if _, err := openOutput(output, "options", true, inputs[1:]); err == nil {
		t.Error("a run of other documents goes on")
	}
	m, err = openOutput(output, "options", true, inputs)
	if err != nil {
		t.Fatal(err)
	}
	if m.Documents != 2 {
		t.Errorf("%d documents are done, want 2", m.Documents)
	}
	if err := m.close(false); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(output); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the output is %q (%v), want %q", got, err, want)
	}
	if err := os.WriteFile(inputs[0].path, []byte("new"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openOutput(output, "options", true, inputs); err == nil {
		t.Error("a run goes on behind a document that has changed")
	}
}
