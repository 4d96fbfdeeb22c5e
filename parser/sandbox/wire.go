package sandbox

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/fxamacker/cbor/v2"

	"shortlist/parser"
)

// A message is one byte for the version of the protocol, four for the length of
// what follows, and a value in CBOR. Gob would do for a process of our own, but
// what comes back may come from somebody who has taken over the worker, and
// gob is not made for that; this decoder is, and knows bounds.

const protocolVersion = 1

// maxMessage bounds a message: a document of the largest size with its lines
// and words, or a page's picture.
const maxMessage = 256 << 20

var errProtocol = errors.New("the worker does not keep to the protocol")

var decoding = func() cbor.DecMode {
	mode, err := cbor.DecOptions{MaxNestedLevels: 16, MaxArrayElements: 2_000_000, MaxMapPairs: 1000}.DecMode()
	if err != nil {
		panic(err) // a mistake of ours, found by any test
	}
	return mode
}()

// ready is the first message of a worker, but for one that tells of compiling.
type ready struct {
	Compiling bool     // it will take some seconds, and another message follows
	Warnings  []string // what an operator should know
}

// request is what a worker is asked for: a document, or the picture of a page.
type request struct {
	Name   string
	Data   []byte
	Limits parser.Limits
	Reader parser.Reader
	Page   int     // of the picture, from 1; 0 asks for the document
	DPI    float64 // of the picture
}

// response holds what was asked for, or an error.
type response struct {
	Document *parser.Document
	Picture  []byte
	Code     string // of the error, as of parser.Code; "" for others
	Error    string
}

func send(w io.Writer, message any) error {
	data, err := cbor.Marshal(message)
	if err != nil {
		return err
	}
	head := binary.BigEndian.AppendUint32([]byte{protocolVersion}, uint32(len(data)))
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func receive(r io.Reader, message any) error {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return err
	}
	size := binary.BigEndian.Uint32(head[1:])
	if head[0] != protocolVersion || size > maxMessage {
		return errProtocol
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(r, data); err != nil {
		return err
	}
	if err := decoding.Unmarshal(data, message); err != nil {
		return fmt.Errorf("%w: %w", errProtocol, err)
	}
	return nil
}
