package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"shortlist/scorer"
)

const (
	schemaManifest = "shortlist.manifest/1"
	savedEvery     = time.Second
)

// manifest says how far the output beside it has come, so that a run that was
// stopped goes on where it was. It is gone once the run is through.
type manifest struct {
	Schema    string         `json:"schema"`
	Run       string         `json:"run"`       // of the options and the program: another run must not go on with it
	Documents int            `json:"documents"` // that are done
	Inputs    string         `json:"inputs"`    // of those documents' names, sizes and times
	Bytes     int64          `json:"bytes"`     // of output; what is after them was not finished
	Under     bool           `json:"under"`     // a score was under the least asked for
	Summary   scorer.Summary `json:"summary"`

	path  string // "" for a run that cannot be gone on with
	file  *os.File
	saved time.Time
}

// openOutput opens the file that the output goes to, and its manifest if a run of
// the same options was stopped: then what it had not finished is cut off, and the
// run goes on behind the documents that are done. Run describes the options.
func openOutput(path, run string, resumes bool, inputs []input) (*manifest, error) {
	run = hash([]byte(run))
	m := &manifest{Schema: schemaManifest, Run: run}
	var data []byte
	err := fs.ErrNotExist
	if resumes {
		m.path = path + ".manifest"
		data, err = os.ReadFile(m.path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case json.Unmarshal(data, m) != nil || m.Schema != schemaManifest || m.Run != run || !m.goesOn(inputs):
		return nil, fmt.Errorf("%s is of a run with other documents or other options; run that one again to finish it, or delete the file to begin anew", m.path)
	}
	m.file, err = os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("--output %w", err)
	}
	size, err := m.file.Seek(0, io.SeekEnd)
	if err == nil && size < m.Bytes {
		err = fmt.Errorf("%s is shorter than its manifest says; delete both to begin anew", path)
	}
	if err == nil {
		err = m.file.Truncate(m.Bytes)
	}
	if err == nil {
		_, err = m.file.Seek(m.Bytes, io.SeekStart)
	}
	if err != nil {
		m.file.Close()
		return nil, err
	}
	return m, nil
}

// goesOn reports whether the documents that are done are the first of these.
func (m *manifest) goesOn(inputs []input) bool {
	if m.Documents > len(inputs) {
		return false
	}
	sum := ""
	for _, in := range inputs[:m.Documents] {
		sum = chained(sum, in)
	}
	return sum == m.Inputs
}

// chained adds a document to the sum of those before it.
func chained(sum string, in input) string {
	state := "gone"
	if info, err := os.Stat(in.path); err == nil {
		state = fmt.Sprint(info.Size(), info.ModTime().UnixNano())
	}
	return hash([]byte(sum + "\x00" + in.path + "\x00" + state))
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// done notes a document whose output is written.
func (m *manifest) done(in input) error {
	if m.path == "" {
		return nil
	}
	m.Documents++
	m.Inputs = chained(m.Inputs, in)
	if time.Since(m.saved) < savedEvery {
		return nil
	}
	return m.save()
}

// save writes the manifest whole or not at all.
func (m *manifest) save() error {
	var err error
	if m.Bytes, err = m.file.Seek(0, io.SeekCurrent); err != nil {
		return err
	}
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	next := m.path + ".new"
	if err := os.WriteFile(next, data, 0o600); err != nil {
		return err
	}
	m.saved = time.Now()
	return os.Rename(next, m.path)
}

// close closes the output. A run that is through needs no manifest any more; one
// that is not can be gone on with.
func (m *manifest) close(through bool) error {
	if m.path == "" {
		return m.file.Close()
	}
	if !through {
		return errors.Join(m.save(), m.file.Close())
	}
	err := os.Remove(m.path)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, m.file.Close())
}
