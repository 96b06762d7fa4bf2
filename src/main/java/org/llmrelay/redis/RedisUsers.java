package org.llmrelay.redis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.llmrelay.signin.User;
import org.llmrelay.signin.Users;

/** Users in Redis: a hash of records, asked for each time. Thread-safe. */
final class RedisUsers implements Users {
    private final Script addFirstUser = Script.named("add_first_user");
    private final Redis redis;

    RedisUsers(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Optional<User> find(String username) {
        return Optional.ofNullable(redis.ask(client -> client.hget(RedisKeys.USER_RECORDS, username)))
                .map(record -> Json.read(record, StoredUser.class).toUser());
    }

    @Override
    public boolean isEmpty() {
        return redis.ask(client -> client.hlen(RedisKeys.USER_RECORDS)) == 0;
    }

    @Override
    public boolean addFirst(User user) {
        Object added =
                redis.run(addFirstUser.with(List.of(RedisKeys.USER_RECORDS), List.of(user.username(), record(user))));
        return Long.valueOf(1).equals(added);
    }

    @Override
    public void save(User user) {
        redis.ask(client -> client.hset(RedisKeys.USER_RECORDS, user.username(), record(user)));
    }

    @Override
    public List<User> all() {
        return redis.ask(client -> client.hvals(RedisKeys.USER_RECORDS)).stream()
                .map(record -> Json.read(record, StoredUser.class).toUser())
                .sorted(Comparator.comparing(User::username))
                .toList();
    }

    @Override
    public boolean add(User user) {
        return redis.ask(client -> client.hsetnx(RedisKeys.USER_RECORDS, user.username(), record(user))) == 1;
    }

    @Override
    public boolean delete(String username) {
        return redis.ask(client -> client.hdel(RedisKeys.USER_RECORDS, username)) == 1;
    }

    private static String record(User user) {
        return Json.write(StoredUser.of(user));
    }
}
