"""The other end of every channel, for tests and the demo: a gateway for text messages, the robots of chat groups, the
push services of browsers, a mailbox. Loopback only; real sockets; it keeps what it got and sends nothing on."""
