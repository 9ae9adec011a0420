// A MongoDB-compatible server for the tests: FerretDB with its SQLite backend, in one program.
//
// Usage: ferretdb ADDRESS FOLDER. Prints the address it listens on; ends when its standard input ends.
package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/url"
	"os"
	"sync"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	// Every refused command would be a line of its log; the tests see the refusals themselves.
	slog.SetDefault(slog.New(slog.DiscardHandler))
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Handler:   "sqlite",
		SQLiteURL: "file:" + os.Args[2] + "/",
	})
	if err != nil {
		log.Fatal(err)
	}
	backend, err := url.Parse(server.MongoDBURI())
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	go serve(listener, backend.Host)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	fmt.Println(listener.Addr())
	if err := server.Run(ctx); err != nil {
		log.Fatal(err)
	}
}

// One command at a time. MongoDB finds and changes a document in one step; FerretDB 1 reads it and writes it back, so
// that of two commands at once one could undo the other's change.
var oneAtATime sync.Mutex

func serve(listener net.Listener, backend string) {
	for {
		client, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go func() {
			defer client.Close()
			server, err := net.Dial("tcp", backend)
			if err != nil {
				return
			}
			defer server.Close()
			for {
				command, err := readMessage(client)
				if err != nil {
					return
				}
				reply, err := ask(server, command)
				if err != nil {
					return
				}
				if _, err := client.Write(reply); err != nil {
					return
				}
			}
		}()
	}
}

func ask(server net.Conn, command []byte) ([]byte, error) {
	// A driver that gets no answer to its greetings for some time believes that the server is gone.
	if !isGreeting(command) {
		oneAtATime.Lock()
		defer oneAtATime.Unlock()
	}
	if _, err := server.Write(command); err != nil {
		return nil, err
	}
	return readMessage(server)
}

func isGreeting(command []byte) bool {
	head := bytes.ToLower(command[:min(len(command), 64)])
	return bytes.Contains(head, []byte("hello\x00")) || bytes.Contains(head, []byte("ismaster\x00"))
}

// Each message of the wire protocol begins with its length, little-endian, itself included.
func readMessage(from io.Reader) ([]byte, error) {
	head := make([]byte, 4)
	if _, err := io.ReadFull(from, head); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(head)
	if length < 16 || length > 48<<20 {
		return nil, fmt.Errorf("a message of %d bytes", length)
	}
	message := append(head, make([]byte, length-4)...)
	_, err := io.ReadFull(from, message[4:])
	return message, err
}
