package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/s2"

	"shortlist/scorer"
)

// kept is a report with what its page offers.
type kept struct {
	report  *scorer.Report
	posting string // that it was held against; "" if none
	pages   bool   // they can be drawn
	before  string // id of the report on the version before, "" if none; who may see this one may not see that
	expires time.Time
}

// Names of the values of a report beside the main one.
const (
	fileName    = "file"     // the bytes of a PDF, to draw its pages
	picturePart = "picture." // and the number of a page
)

// ValueVersion is the version of the form of all values: it is their first byte,
// and CBOR under S2 follows, whose packer has no state in which a deleted report
// could stay. A node leaves a form that it does not know to nodes of a later
// version, and so with the tasks that lead to them.
const ValueVersion = 1

var errNewer = fmt.Errorf("%w: the value was written by a later version", ErrAway)

func encode(v any) ([]byte, error) {
	data, err := cbor.Marshal(v)
	if err != nil {
		return nil, err
	}
	return append([]byte{ValueVersion}, s2.Encode(nil, data)...), nil
}

func decode(data []byte, v any) error {
	if len(data) == 0 || data[0] != ValueVersion {
		return errNewer
	}
	plain, err := s2.Decode(nil, data[1:])
	if err != nil {
		return err
	}
	return cbor.Unmarshal(plain, v)
}

// keptForm is a kept report as it is stored.
type keptForm struct {
	Report  *scorer.Report
	Posting string
	Pages   bool
	Before  string
	Expires time.Time
}

// keep keeps a report, with the bytes to draw its pages from, under a new id of
// 130 random bits, so that who has not been given it cannot find it. Where other
// nodes cannot be reached, it stays on this one.
func (s *Server) keep(ctx context.Context, k kept, file []byte) (id string, err error) {
	id = rand.Text()
	k.expires = time.Now().Add(s.ReportTTL)
	if s.Reports != nil {
		if err = s.put(ctx, s.Reports, id, k, file); !errors.Is(err, ErrAway) {
			return id, err
		}
		s.Log.Warn("a report is kept on this node alone", "error", err)
		s.metrics.alone.Inc()
	}
	return id, s.put(ctx, s.reports, id, k, file)
}

func (s *Server) put(ctx context.Context, in Store, id string, k kept, file []byte) error {
	k.pages = file != nil
	value, err := encode(keptForm{k.report, k.posting, k.pages, k.before, k.expires})
	if err != nil {
		return fmt.Errorf("encoding a report: %w", err)
	}
	if file != nil {
		if err := in.Put(ctx, id, fileName, file, k.expires); err != nil {
			return err
		}
	}
	return in.Put(ctx, id, mainName, value, k.expires)
}

// reportOf returns a report; ErrGone if there is none.
func (s *Server) reportOf(ctx context.Context, id string) (kept, error) {
	in := s.storeOf(id)
	value, err := in.Get(ctx, id, mainName)
	if err != nil {
		return kept{}, err
	}
	var f keptForm
	if err := decode(value, &f); err != nil {
		return kept{}, err
	}
	if in == s.reports { // its file may have gone for want of space
		f.Pages = f.Pages && s.reports.holds(id, fileName)
	}
	return kept{f.Report, f.Posting, f.Pages, f.Before, f.Expires}, nil
}

// storeOf returns the store that holds the report, if one does.
func (s *Server) storeOf(id string) Store {
	switch {
	case s.samples.has(id):
		return s.samples.store
	case s.Reports == nil || s.reports.holds(id, mainName):
		return s.reports
	}
	return s.Reports
}

// pictureOf returns a page of a report as a PNG, drawn if it was not before.
func (s *Server) pictureOf(ctx context.Context, id string, k kept, page int) ([]byte, error) {
	in, name := s.storeOf(id), picturePart+strconv.Itoa(page)
	png, err := in.Get(ctx, id, name)
	if !errors.Is(err, ErrGone) {
		return png, err
	}
	file, err := in.Get(ctx, id, fileName)
	if err != nil {
		return nil, err
	}
	done, err := s.reading(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	if png, err = s.Reader.PagePicture(ctx, file, page, pictureDPI); err != nil {
		return nil, fmt.Errorf("drawing a page: %w", err)
	}
	// One that cannot be kept is drawn anew the next time.
	_ = add(ctx, in, id, name, png, k.expires)
	return png, nil
}

// add keeps another value of a report or batch. One that was deleted meanwhile
// does not come back by it.
func add(ctx context.Context, in Store, id, name string, value []byte, expires time.Time) error {
	if err := in.Put(ctx, id, name, value, expires); err != nil {
		return err
	}
	_, err := in.Get(ctx, id, mainName)
	if errors.Is(err, ErrGone) {
		return errors.Join(err, in.Delete(ctx, id))
	}
	return err
}
