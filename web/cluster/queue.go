package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"shortlist/web"
)

// Tasks stand in a stream until they are done. Their subject has the version of
// their form, which is that of the values they lead to, and a name for the key that they are sealed with, and a node asks
// for those of its own version and key alone: nodes of different versions, or
// of an old and a new key, work side by side and leave each other's tasks.
const (
	workStream  = "shortlist-work"
	workSubject = "shortlist.work"

	deadStream  = "shortlist-dead" // of tasks that were given up
	deadSubject = "shortlist.dead"
	deadTasks   = 10_000
	deadAge     = 7 * 24 * time.Hour
)

const (
	fetchTime  = 5 * time.Second  // to wait for a task before asking again
	dedupeTime = 10 * time.Minute // in which a task is not taken twice
	mostHeld   = 10_000           // tasks that all nodes together work on

	longestWait = 24 * time.Hour // of a task that nobody takes, and of those who would for the next one
)

func (n *Node) setUpQueue(ctx context.Context) error {
	_, err := n.makeStream(ctx, jetstream.StreamConfig{
		Name: workStream, Subjects: []string{workSubject + ".>"}, Description: "Sealed tasks of shortlist",
		Retention: jetstream.WorkQueuePolicy, MaxMsgs: n.Tasks, Discard: jetstream.DiscardNew, MaxAge: longestWait, Duplicates: dedupeTime,
	})
	if err != nil {
		return err
	}
	_, err = n.makeStream(ctx, jetstream.StreamConfig{
		Name: deadStream, Subjects: []string{deadSubject}, Description: "Tasks of shortlist that were given up, and why",
		MaxMsgs: deadTasks, Discard: jetstream.DiscardOld, MaxAge: deadAge,
	})
	return err
}

// lane is the subject of tasks of an urgency.
func (n *Node) lane(urgent bool) string {
	name := "bulk"
	if urgent {
		name = "urgent"
	}
	return strings.Join([]string{workSubject, strconv.Itoa(web.ValueVersion), n.keyID, name}, ".")
}

// Push implements web.Queue.
func (n *Node) Push(ctx context.Context, t web.Task) error {
	data, err := json.Marshal(t)
	if err != nil {
		return err
	}
	lane := n.lane(t.Urgent)
	sealed := n.tasks.seal(nil, data, lane)
	return n.try(ctx, func(ctx context.Context) error {
		_, err := n.js.Publish(ctx, lane, sealed, jetstream.WithMsgID(taskName(t)))
		return err
	})
}

// taskName stands for a task and tells nothing of it.
func taskName(t web.Task) string {
	_, name := newSealer([]byte(t.Batch), "task "+t.Item)
	return name
}

// Work implements web.Queue.
func (n *Node) Work(ctx context.Context, atOnce int, w web.Worker) {
	var hands sync.WaitGroup
	for _, urgent := range []bool{false, true} {
		for range atOnce {
			hands.Go(func() {
				for ctx.Err() == nil {
					if err := n.workAt(ctx, n.lane(urgent), w); err != nil && ctx.Err() == nil {
						n.Log.Warn("no tasks can be taken", "error", err)
						sleep(ctx, time.Second)
					}
				}
			})
		}
	}
	hands.Wait()
}

// workAt does the tasks of a lane, one at a time, until taking one fails.
func (n *Node) workAt(ctx context.Context, lane string, w web.Worker) error {
	select {
	case <-n.set:
	case <-ctx.Done():
		return nil
	}
	tasks, err := n.js.CreateOrUpdateConsumer(ctx, workStream, jetstream.ConsumerConfig{
		Durable: strings.ReplaceAll(lane, ".", "-"), FilterSubject: lane,
		AckPolicy: jetstream.AckExplicitPolicy, AckWait: n.AckWait, MaxAckPending: mostHeld, InactiveThreshold: longestWait,
		// The server would stop to deliver a task and tell nobody; handle counts
		// instead, so that somebody can say what became of it.
		MaxDeliver: -1,
	})
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		if err := n.workOnce(ctx, tasks, lane, w); err != nil {
			return err
		}
	}
	return nil
}

// workOnce waits a while for a task and does it.
func (n *Node) workOnce(ctx context.Context, tasks jetstream.Consumer, lane string, w web.Worker) error {
	waiting, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	got, err := tasks.Fetch(1, jetstream.FetchContext(waiting))
	if err != nil {
		return err
	}
	for msg := range got.Messages() {
		n.handle(ctx, lane, msg, w)
	}
	if err := got.Error(); !errors.Is(err, nats.ErrTimeout) && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// handle does a task and tells the cluster what came of it. Where that does not
// arrive, the task is done again.
func (n *Node) handle(ctx context.Context, lane string, msg jetstream.Msg, w web.Worker) {
	meta, err := msg.Metadata()
	if err != nil {
		n.Log.Error("a task is no message of a stream", "error", err)
		return
	}
	var t web.Task
	data, err := n.tasks.open(msg.Data(), lane)
	if err == nil {
		err = json.Unmarshal(data, &t)
	}
	if err != nil {
		n.bury(ctx, msg, meta, "", err)
		return
	}
	done := n.hold(msg)
	defer done()
	attempt := int(meta.NumDelivered)
	err = errTries
	if attempt <= web.MaxAttempts {
		if err = w.Do(ctx, t); err == nil {
			n.told(msg.Ack())
			return
		}
	}
	switch {
	case ctx.Err() != nil:
		n.told(msg.Nak())
	case attempt >= web.MaxAttempts && w.GiveUp(ctx, t) == nil:
		n.bury(ctx, msg, meta, taskName(t), err)
	default:
		n.told(msg.NakWithDelay(web.RetryAfter(attempt)))
	}
}

var errTries = errors.New("every try failed, or its node died")

// hold keeps a task from being given to others for as long as this node lives.
func (n *Node) hold(msg jetstream.Msg) (done func()) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		for sleep(ctx, n.AckWait/3) {
			n.told(msg.InProgress())
		}
	}()
	return cancel
}

// bury tells of a task that was given up, and takes it out of the queue. It says
// nothing of the document but a name for it.
func (n *Node) bury(ctx context.Context, msg jetstream.Msg, meta *jetstream.MsgMetadata, task string, reason error) {
	n.Log.Error("a task is given up", "task", task, "deliveries", meta.NumDelivered, "error", reason)
	data, err := json.Marshal(struct {
		Task       string    `json:"task,omitempty"`
		Reason     string    `json:"reason"`
		Deliveries uint64    `json:"deliveries"`
		Taken      time.Time `json:"taken"`
	}{task, reason.Error(), meta.NumDelivered, meta.Timestamp.UTC()})
	if err == nil {
		err = n.try(ctx, func(ctx context.Context) error {
			_, err := n.js.Publish(ctx, deadSubject, data, jetstream.WithMsgID(fmt.Sprint("dead ", meta.Sequence.Stream)))
			return err
		})
	}
	if err != nil {
		n.told(msg.NakWithDelay(web.RetryAfter(int(meta.NumDelivered))))
		return
	}
	n.told(msg.TermWithReason("given up"))
}

// told logs what could not be told; the cluster finds out by itself.
func (n *Node) told(err error) {
	if err != nil {
		n.Log.Warn("the cluster could not be told of a task", "error", err)
	}
}
