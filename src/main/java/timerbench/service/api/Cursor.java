package timerbench.service.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import timerbench.service.store.Position;

/** A place in a listing, opaque to clients: base64url of {@code executeAt}, a space, and the timer id. */
final class Cursor {
    private Cursor() {}

    static String of(Position position) {
        String text = position.executeAt() + " " + position.timerId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Position parse(String cursor) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            String[] parts =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().split(" ", 2);
            return new Position(Values.instant("cursor", parts[0]), Values.id("cursor", parts[1]));
        } catch (CharacterCodingException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw ApiException.invalid("cursor", cursor, "the nextCursor of an earlier page, unchanged");
        }
    }
}
