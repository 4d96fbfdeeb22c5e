package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"shortlist/parser"
)

// stdin is the name that stands for standard input.
const stdin = "-"

var errTwiceStdin = errors.New("- (standard input) can be read only once; name it once")

// input is one document to read, or the reason why there is none.
type input struct {
	path string // as given, or below the folder given
	err  error
}

// expand turns the arguments of a command into documents, in their order.
// A folder gives the PDF and Word files in it and below it, sorted by path;
// hidden ones are left out.
func expand(args []string) ([]input, error) {
	var inputs []input
	seenStdin := false
	for _, arg := range args {
		if arg == stdin {
			if seenStdin {
				return nil, errTwiceStdin
			}
			seenStdin = true
			inputs = append(inputs, input{path: arg})
			continue
		}
		info, err := os.Stat(arg)
		switch {
		case err != nil:
			inputs = append(inputs, input{arg, err})
		case info.IsDir():
			inputs = append(inputs, folder(arg)...)
		default:
			inputs = append(inputs, input{path: arg})
		}
	}
	return inputs, nil
}

// folder lists the documents below root; one input with an error if there are none.
func folder(root string) []input {
	var inputs []input
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			inputs = append(inputs, input{path, err})
		case path != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return filepath.SkipDir
			}
		case !entry.IsDir() && isDocument(path):
			inputs = append(inputs, input{path: path})
		}
		return nil
	})
	if err == nil && len(inputs) == 0 {
		err = errEmptyFolder
	}
	if err != nil {
		inputs = append(inputs, input{root, err})
	}
	return inputs
}

// isDocument reports whether a file found in a folder begins like a PDF, or is
// a zip archive with Word's parts in it, or one too damaged to tell.
func isDocument(path string) bool {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return false // opening a pipe could block for ever
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 1024) // readers accept a PDF whose mark comes this late
	n, _ := io.ReadFull(f, head)
	head = head[:n]
	if bytes.Contains(head, []byte("%PDF-")) {
		return true
	}
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return false
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return true
	}
	defer z.Close()
	for _, part := range z.File {
		if strings.HasPrefix(part.Name, "word/") {
			return true
		}
	}
	return false
}

// kindOf returns the kind of a document that could not be read with err, ""
// if it is none that the parser knows.
func kindOf(data []byte, err error) string {
	switch {
	case errors.Is(err, parser.ErrFormat):
		return ""
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return "pdf"
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "docx"
	}
	return ""
}

// read returns the bytes of the document, at most one more than limit, which
// is enough for the parser to see that it is too large.
func (in input) read(t *terminal, limit int) ([]byte, error) {
	if in.err != nil {
		return nil, in.err
	}
	source := t.in
	if in.path != stdin {
		f, err := os.Open(in.path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		source = f
	}
	return io.ReadAll(io.LimitReader(source, int64(limit)+1))
}
