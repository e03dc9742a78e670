package timerbench.harness.measure.requests;

import java.io.IOException;
import java.io.Reader;

/** Reads the cells of a table as RFC 4180 has them. Lines may also end without a carriage return. */
final class CsvInput {
    /** The text is no such table. */
    static final class WrongException extends IOException {
        private static final long serialVersionUID = 1L;

        WrongException(String message) {
            super(message);
        }
    }

    private static final int BUFFER_CHARS = 1 << 16;
    private static final int END = -1;

    private final Reader in;
    private final char[] buffer = new char[BUFFER_CHARS];
    private final StringBuilder cell = new StringBuilder();
    private int at;
    private int filled;
    private long line = 1;

    CsvInput(Reader in) {
        this.in = in;
    }

    /** Returns the line of the next cell, from 1. */
    long line() {
        return line;
    }

    boolean atEnd() throws IOException {
        return peek() == END;
    }

    /** Returns the next cell, which is valid until the one after it is read, without what follows. */
    CharSequence cell() throws IOException {
        cell.setLength(0);
        if (peek() == '"') {
            quoted();
        } else {
            for (int next = peek(); !isLimit(next); next = peek()) {
                if (next == '"') {
                    throw new WrongException("a quotation mark within a cell that does not begin with one");
                }
                cell.append((char) next);
                at++;
            }
        }
        return cell;
    }

    private static boolean isLimit(int next) {
        return next == ',' || next == '\r' || next == '\n' || next == END;
    }

    private void quoted() throws IOException {
        at++;
        while (true) {
            int next = take();
            if (next == END) {
                throw new WrongException("the last quotation mark is missing");
            }
            if (next == '"') {
                if (peek() != '"') {
                    return;
                }
                at++;
            }
            line += next == '\n' ? 1 : 0;
            cell.append((char) next);
        }
    }

    void comma() throws IOException {
        if (take() != ',') {
            throw new WrongException("too few cells");
        }
    }

    void lineEnd() throws IOException {
        int next = take();
        if (next == '\r') {
            next = take();
        }
        if (next == END) {
            throw new WrongException("the line does not end");
        }
        if (next != '\n') {
            throw new WrongException("more than wanted");
        }
        line++;
    }

    private int take() throws IOException {
        int next = peek();
        at += next == END ? 0 : 1;
        return next;
    }

    private int peek() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer));
        }
        return at < filled ? buffer[at] : END;
    }
}
