// Package cluster joins the nodes of a service over NATS JetStream: any node
// shows any report, and work goes to the node that is free for it.
//
// What a node hands over is sealed first (seal.go). A value in a store has a key
// made of the secret id that it is kept under, which the cluster never learns:
// the store (store.go) shows neither what is kept nor the address where it can
// be seen. A task in the queue (queue.go) names such ids, and is sealed with a
// key that the operator gives to all nodes.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"shortlist/web"
)

// Config says how to reach the cluster. URL and Key are required.
type Config struct {
	URL           string        // of one or more servers, separated by commas
	Creds         string        // file with the credentials of NATS; "" for none
	CA            string        // file with the certificates to trust; "" trusts those of the system
	Cert, CertKey string        // files with the certificate of this node and its private key; "" for none
	Key           []byte        // the secret of all nodes, at least 32 bytes
	Replicas      int           // of everything kept; 0 means 1
	Space         int64         // bytes of reports, of batches and of their documents, each; 0 means 1 GB
	Tasks         int64         // that wait at most; 0 means 100,000
	AckWait       time.Duration // after which the tasks of a dead node are given to others; 0 means 15 s
	Log           *slog.Logger  // nil discards
}

// minKey is the least length of a Config.Key.
const minKey = 32

func (c *Config) setDefaults() error {
	if len(c.Key) < minKey {
		return fmt.Errorf("the key of the cluster has %d bytes; it needs %d at least", len(c.Key), minKey)
	}
	if c.Replicas == 0 {
		c.Replicas = 1
	}
	if c.Space == 0 {
		c.Space = 1 << 30
	}
	if c.Tasks == 0 {
		c.Tasks = 100_000
	}
	if c.AckWait == 0 {
		c.AckWait = 15 * time.Second
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return nil
}

// Times of the way to the cluster.
const (
	startTime   = 5 * time.Second        // for which New waits for the cluster
	connectTime = 2 * time.Second        // to one server
	setUpTime   = 10 * time.Second       // to find or make streams
	setUpPause  = 500 * time.Millisecond // between two tries of that
	tryTime     = 3 * time.Second        // for an operation, with all its tries
	tryPause    = 100 * time.Millisecond
	shunTime    = 2 * time.Second // after an operation that failed; until then others fail at once
)

// Node is the way of this node to the others. It is a web.Queue.
type Node struct {
	Config
	Reports, Batches, Documents *Store
	conn                        *nats.Conn
	js                          jetstream.JetStream
	tasks                       sealer
	keyID                       string        // stands for the key, and does not tell it
	set                         chan struct{} // closed once streams are there
	shunned                     atomic.Int64  // until when nothing is tried, in Unix nanoseconds
	stop                        context.CancelFunc
}

var _ web.Queue = (*Node)(nil)

// New joins the cluster. Where that cannot be reached, it goes on trying, and
// says so by Ready; the error is of a configuration that cannot work. The caller
// leaves by Close.
func New(c Config) (*Node, error) {
	if err := c.setDefaults(); err != nil {
		return nil, err
	}
	n := &Node{Config: c, set: make(chan struct{})}
	n.tasks, n.keyID = newSealer(c.Key, "tasks")
	n.Reports = &Store{node: n, bucket: "shortlist-reports"}
	n.Batches = &Store{node: n, bucket: "shortlist-batches"}
	n.Documents = &Store{node: n, bucket: "shortlist-documents"}
	conn, err := nats.Connect(c.URL, n.options()...)
	if err != nil {
		return nil, fmt.Errorf("cannot use NATS: %w", err)
	}
	n.conn = conn
	if n.js, err = jetstream.New(conn); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	n.stop = cancel
	go n.setUp(ctx)
	select {
	case <-n.set:
	case <-time.After(startTime):
		c.Log.Warn("the cluster cannot be reached; this node goes on alone until it can", "error", n.Ready())
	}
	return n, nil
}

func (n *Node) options() []nats.Option {
	changed := func(what string) func(*nats.Conn) {
		return func(*nats.Conn) { n.Log.Info("the connection to NATS " + what) }
	}
	options := []nats.Option{
		nats.Name("shortlist"), nats.Timeout(connectTime), nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1),
		nats.ReconnectWait(500 * time.Millisecond), nats.PingInterval(5 * time.Second), nats.MaxPingsOutstanding(2),
		nats.ReconnectBufSize(-1), // what cannot be sent now is tried again by us, or not at all
		nats.ConnectHandler(changed("stands")), nats.ReconnectHandler(changed("stands again")),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) { n.Log.Warn("the connection to NATS is lost", "error", err) }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { n.Log.Warn("NATS reports an error", "error", err) }),
	}
	if n.Creds != "" {
		options = append(options, nats.UserCredentials(n.Creds))
	}
	if n.CA != "" {
		options = append(options, nats.RootCAs(n.CA))
	}
	if n.Cert != "" {
		options = append(options, nats.ClientCert(n.Cert, n.CertKey))
	}
	return options
}

// setUp finds or makes what the nodes share, as soon as the cluster lets it.
func (n *Node) setUp(ctx context.Context) {
	said := ""
	for {
		if n.conn.IsConnected() {
			err := n.trySetUp(ctx)
			if err == nil {
				close(n.set)
				return
			}
			if err.Error() != said {
				said = err.Error()
				n.Log.Warn("the streams of the cluster cannot be made yet", "error", err)
			}
		}
		if !sleep(ctx, setUpPause) {
			return
		}
	}
}

func (n *Node) trySetUp(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, setUpTime)
	defer cancel()
	return errors.Join(n.Reports.setUp(ctx), n.Batches.setUp(ctx), n.Documents.setUp(ctx), n.setUpQueue(ctx))
}

// makeStream makes a stream, or changes one that is there, with what all of ours
// have in common.
func (n *Node) makeStream(ctx context.Context, c jetstream.StreamConfig) (jetstream.Stream, error) {
	c.Replicas, c.Storage = n.Replicas, jetstream.FileStorage
	stream, err := n.js.CreateOrUpdateStream(ctx, c)
	if err != nil {
		return nil, fmt.Errorf("stream %s: %w", c.Name, err)
	}
	if got := stream.CachedInfo().Config; got.AllowMsgTTL != c.AllowMsgTTL {
		return nil, fmt.Errorf("stream %s: values cannot expire one by one; NATS 2.11 or later is needed", c.Name)
	}
	return stream, nil
}

// Ready implements web.Queue.
func (n *Node) Ready() error {
	select {
	case <-n.set:
	default:
		if n.conn.IsConnected() {
			return fmt.Errorf("%w: NATS is there, but not the streams", web.ErrAway)
		}
	}
	if !n.conn.IsConnected() {
		return fmt.Errorf("%w: no connection to NATS", web.ErrAway)
	}
	return nil
}

// Close leaves the cluster. Who works on tasks must have stopped.
func (n *Node) Close() error {
	n.stop()
	err := n.conn.FlushTimeout(connectTime) // acknowledgements
	n.conn.Close()
	if errors.Is(err, nats.ErrConnectionClosed) || n.Ready() != nil {
		return nil
	}
	return err
}

// try does an operation. One that fails as the cluster does not answer is tried
// again for a moment, in which another leader may be elected. So the operation
// must be one that can be done twice. Its error is web.ErrAway then; after it,
// operations fail at once for a while, so that visitors do not wait for each.
func (n *Node) try(ctx context.Context, do func(context.Context) error) error {
	if err := n.Ready(); err != nil {
		return err
	}
	if time.Now().UnixNano() < n.shunned.Load() {
		return fmt.Errorf("%w: NATS did not answer a moment ago", web.ErrAway)
	}
	ctx, cancel := context.WithTimeout(ctx, tryTime)
	defer cancel()
	for {
		err := meaning(do(ctx))
		if !errors.Is(err, web.ErrAway) {
			return err
		}
		if n.Ready() != nil || !sleep(ctx, tryPause) {
			n.shunned.Store(time.Now().Add(shunTime).UnixNano())
			return err
		}
	}
}

// Codes of errors of the server that say that something is full.
var fullCodes = map[jetstream.ErrorCode]bool{
	10023: true, // insufficient resources
	10028: true, // memory resources exceeded
	10047: true, // storage resources exceeded
	10077: true, // the stream takes no more messages or bytes
}

// meaning returns the error of package web that an error of NATS stands for.
func meaning(err error) error {
	var api *jetstream.APIError
	switch {
	case err == nil || errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, jetstream.ErrKeyNotFound):
		return web.ErrGone
	case errors.As(err, &api) && fullCodes[api.ErrorCode]:
		return fmt.Errorf("%w: %w", web.ErrFull, err)
	}
	return fmt.Errorf("%w: %w", web.ErrAway, err)
}

// sleep waits, and tells whether ctx is still good.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
