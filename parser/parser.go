package parser

import "context"

// Reader chooses the engines that read a PDF.
type Reader string

// The readers. There is one engine so far, the stream reader.
const (
	ReaderBoth   Reader = "both"
	ReaderPage   Reader = "page"
	ReaderStream Reader = "stream"
)

// Options say how to read. The zero value means DefaultLimits and both readers.
type Options struct {
	Limits Limits
	Reader Reader
}

// Parse reads a resume. The kind is recognised from the bytes; name is only
// carried along. The document is nil exactly if the error is not.
func Parse(ctx context.Context, name string, data []byte, o Options) (*Document, error) {
	return nil, ErrFormat
}
