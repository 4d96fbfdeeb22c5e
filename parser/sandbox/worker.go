package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"

	"shortlist/parser"
)

// Serve is the work of a worker process: it reads one document after another
// from in and answers to out, until in ends. Before the first it gives up what
// it does not need.
func Serve(in io.Reader, out io.Writer) error {
	var hello ready
	if err := parser.Prepare(func() { _ = send(out, ready{Compiling: true}) }); err != nil {
		hello.Warnings = append(hello.Warnings, fmt.Sprintf("PDFs are read by the stream reader alone: %v", err))
	}
	if err := lockDown(); err != nil {
		hello.Warnings = append(hello.Warnings, fmt.Sprintf("the readers of documents are not shut off from the system: %v", err))
	}
	if err := send(out, hello); err != nil {
		return err
	}
	for {
		var r request
		switch err := receive(in, &r); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := send(out, answer(r)); err != nil {
			return err
		}
	}
}

// answer does what is asked for. The pool ends a worker that takes too long.
func answer(r request) response {
	var out response
	var err error
	if r.Page > 0 {
		out.Picture, err = parser.PagePicture(context.Background(), r.Data, r.Page, r.DPI)
	} else {
		out.Document, err = parser.Parse(context.Background(), r.Name, r.Data, parser.Options{Limits: r.Limits, Reader: r.Reader})
	}
	if err != nil {
		out.Code, out.Error = parser.Code(err), err.Error()
	}
	return out
}
