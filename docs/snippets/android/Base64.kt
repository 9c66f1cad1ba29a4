package android.util

object Base64 {
    @JvmStatic
    fun decode(text: String, flags: Int): ByteArray = java.util.Base64.getUrlDecoder().decode(text)
}
