package web

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shortlist/parser"
	"shortlist/scorer"
)

// work does the tasks of the queue until ctx ends.
func (s *Server) work(ctx context.Context) {
	s.Queue.Work(ctx, s.BulkWorkers, Worker{Do: s.do, GiveUp: s.giveUp})
}

// do judges the document of a task and keeps what comes of it. A task whose
// batch is gone, or which was done before, is done.
func (s *Server) do(ctx context.Context, t Task) error {
	b, err := s.batchOf(ctx, t.Batch)
	if err != nil {
		return gone(err)
	}
	var d document
	if err := s.value(ctx, t.Batch, documentPart+t.Item, &d); err != nil {
		return gone(err)
	}
	report, err := s.judgeInTurn(ctx, t, upload{form: form{Role: b.Role, Job: b.Job}, Name: d.Name, Data: d.Data, Posting: b.Posting})
	switch {
	case err == nil:
		return s.finish(ctx, t, b, "done", reportPart, report)
	case errors.Is(err, parser.ErrFormat):
		return s.finish(ctx, t, b, "failed", failurePart, unjudged{Code: parser.Code(err)})
	case parser.Code(err) != "":
		return s.finish(ctx, t, b, "failed", failurePart, unjudged{parser.Code(err), kindOf(d.Data)})
	}
	s.Log.Error("a document of a batch could not be judged", "error", err)
	return err
}

// judgeInTurn judges a document of a batch as soon as there is a place for it.
// If somebody waits for it, another node may have one sooner.
func (s *Server) judgeInTurn(ctx context.Context, t Task, u upload) (report *scorer.Report, err error) {
	if t.Urgent {
		if !s.places.TryAcquire(1) {
			return nil, errBusy
		}
		s.places.Release(1)
	}
	for {
		report, err = s.judge(ctx, &u)
		if t.Urgent || !errors.Is(err, errBusy) || !sleep(ctx, busyPause) {
			return report, err
		}
	}
}

// busyPause is how long a document of a batch waits before it asks for a place
// again that it did not get.
const busyPause = time.Second

// giveUp has a document counted as failed that could not be judged.
func (s *Server) giveUp(ctx context.Context, t Task) error {
	b, err := s.batchOf(ctx, t.Batch)
	if err != nil {
		return gone(err)
	}
	return s.finish(ctx, t, b, "given up", failurePart, unjudged{Code: codeUnreadable})
}

// finish keeps what came of a task and forgets its document. It goes on trying
// while the cluster cannot be reached, so as not to do the work again.
func (s *Server) finish(ctx context.Context, t Task, b batch, outcome, part string, result any) error {
	value, err := encode(result)
	if err != nil {
		return fmt.Errorf("encoding a result: %w", err)
	}
	for {
		err := add(ctx, s.Batches, t.Batch, part+t.Item, value, b.Expires)
		if err == nil {
			err = s.Batches.Delete(ctx, t.Batch, documentPart+t.Item)
		}
		if err == nil {
			s.metrics.batched.WithLabelValues(outcome).Inc()
		}
		if !errors.Is(err, ErrAway) || !sleep(ctx, busyPause) {
			return gone(err)
		}
	}
}

// gone is nil where err says that there is nothing to do any more.
func gone(err error) error {
	if errors.Is(err, ErrGone) {
		return nil
	}
	return err
}
