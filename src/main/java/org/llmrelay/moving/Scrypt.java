package org.llmrelay.moving;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.InvalidKeySpecException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.llmrelay.secret.Secret;

/** The key derivation of RFC 7914, which the JDK does not have. */
final class Scrypt {
    private static final int WORDS = 16;
    private static final int BLOCK_BYTES = WORDS * Integer.BYTES;
    private static final int DOUBLE_ROUNDS = 4;

    private final int cost;
    private final int blockSize;
    private final int parallelization;

    /**
     * @param cost N of the RFC, a power of two
     * @param blockSize r of the RFC
     * @param parallelization p of the RFC
     */
    Scrypt(int cost, int blockSize, int parallelization) {
        this.cost = cost;
        this.blockSize = blockSize;
        this.parallelization = parallelization;
    }

    byte[] derive(Secret password, byte[] salt, int bytes) {
        int length = 2 * blockSize * BLOCK_BYTES;
        byte[] blocks = stretch(password, salt, parallelization * length);
        for (int i = 0; i < parallelization; i++) {
            IntBuffer words = ByteBuffer.wrap(blocks, i * length, length)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer();
            int[] block = new int[words.remaining()];
            words.get(block);
            words.rewind();
            words.put(mixed(block));
        }
        return stretch(password, blocks, bytes);
    }

    private static byte[] stretch(Secret password, byte[] salt, int bytes) {
        PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, 1, bytes * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("The encryption key cannot be used", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is part of every JDK", e);
        } finally {
            spec.clearPassword();
        }
    }

    private int[] mixed(int[] start) {
        int[] block = start;
        int[][] seen = new int[cost][];
        for (int i = 0; i < cost; i++) {
            seen[i] = block;
            block = shuffled(block);
        }
        for (int i = 0; i < cost; i++) {
            int[] other = seen[block[(2 * blockSize - 1) * WORDS] & (cost - 1)];
            int[] sum = block.clone();
            for (int j = 0; j < sum.length; j++) {
                sum[j] ^= other[j];
            }
            block = shuffled(sum);
        }
        return block;
    }

    /** Even parts come first, odd ones behind them. */
    private int[] shuffled(int[] block) {
        int[] result = new int[block.length];
        int[] last = new int[WORDS];
        System.arraycopy(block, block.length - WORDS, last, 0, WORDS);
        for (int part = 0; part < 2 * blockSize; part++) {
            for (int i = 0; i < WORDS; i++) {
                last[i] ^= block[part * WORDS + i];
            }
            salsa(last);
            int place = part / 2 + (part % 2) * blockSize;
            System.arraycopy(last, 0, result, place * WORDS, WORDS);
        }
        return result;
    }

    private static void salsa(int[] block) {
        int[] x = block.clone();
        for (int i = 0; i < DOUBLE_ROUNDS; i++) {
            quarter(x, 0, 4, 8, 12);
            quarter(x, 5, 9, 13, 1);
            quarter(x, 10, 14, 2, 6);
            quarter(x, 15, 3, 7, 11);
            quarter(x, 0, 1, 2, 3);
            quarter(x, 5, 6, 7, 4);
            quarter(x, 10, 11, 8, 9);
            quarter(x, 15, 12, 13, 14);
        }
        for (int i = 0; i < WORDS; i++) {
            block[i] += x[i];
        }
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
        x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
        x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
        x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
    }
}
