package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"shortlist/parser"
)

// printer prints results in one format.
type printer[R result] interface {
	// print is called for each document, in order; several tells whether there are more.
	print(got reading[R], several bool) error
	end() error
}

// newPrinter returns the printer of a format that every result has: "text" or
// "json", whose objects have the schema.
func newPrinter[R result](format, schema string, w io.Writer) printer[R] {
	if format == "json" {
		return jsonPrinter[R]{w, schema}
	}
	return &textPrinter[R]{w: w}
}

// textPrinter prints what people read in a terminal.
type textPrinter[R result] struct {
	w       io.Writer
	printed bool
}

func (p *textPrinter[R]) print(got reading[R], several bool) error {
	if got.err != nil {
		return nil
	}
	if several {
		if p.printed {
			fmt.Fprintln(p.w)
		}
		fmt.Fprintf(p.w, "==> %s <==\n", got.path)
	}
	p.printed = true
	return got.result.WriteText(p.w)
}

func (p *textPrinter[R]) end() error { return nil }

// jsonPrinter prints one object a line, also for what could not be read.
type jsonPrinter[R result] struct {
	w      io.Writer
	schema string
}

// failure is the object that stands for a document that could not be read.
type failure struct {
	Schema string      `json:"schema"`
	File   parser.File `json:"file"`
	Error  problem     `json:"error"`
}

type problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (p jsonPrinter[R]) print(got reading[R], _ bool) error {
	var value any = got.result
	if got.err != nil {
		value = failure{
			Schema: p.schema,
			File:   got.file(),
			Error:  problem{Code: code(got.err), Message: explain(got.err)},
		}
	}
	object, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return writeLine(p.w, object)
}

func (p jsonPrinter[R]) end() error { return nil }

// writeLine writes a JSON value without line breaks, and one at its end.
func writeLine(w io.Writer, value []byte) error {
	var line bytes.Buffer
	if err := json.Compact(&line, value); err != nil {
		return err
	}
	line.WriteByte('\n')
	_, err := w.Write(line.Bytes())
	return err
}
