import android.app.Activity
import com.microsoft.identity.client.AcquireTokenParameters
import com.microsoft.identity.client.AcquireTokenSilentParameters
import com.microsoft.identity.client.IAccount
import com.microsoft.identity.client.IAuthenticationResult
import com.microsoft.identity.client.ICurrentAccountResult
import com.microsoft.identity.client.ISingleAccountPublicClientApplication
import java.lang.reflect.Proxy
import java.util.Collections
import java.util.function.Function
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.newSingleThreadContext
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.setMain

/** Runs TeamsTokens.kt outside of Android: MSAL is what `entra` says, by what it is asked for. */
@OptIn(ExperimentalCoroutinesApi::class, kotlinx.coroutines.DelicateCoroutinesApi::class)
class LocalApp(
    broker: String,
    private val signedIn: Boolean,
    private val entra: Function<String, String>,
) {
    companion object {
        const val AUTHORITY = "https://login.microsoftonline.com/organizations"

        init {
            Dispatchers.setMain(newSingleThreadContext("main"))
        }
    }

    private val asked = Collections.synchronizedList(ArrayList<String>())
    private val tokens =
        TeamsTokens(fake { method, argument -> msal(method, argument) }, broker, 2_000) { Activity() }

    /** What MSAL was asked for so far. */
    fun asked(): List<String> = asked.toList()

    /** What the callers of the last time get: the token, or a refusal with its status. */
    fun ask(times: Int, atOnce: Int): List<String> = runBlocking {
        var last = listOf<String>()
        repeat(times) {
            val callers = List(atOnce) { async(Dispatchers.IO) { outcome { tokens.token().token } } }
            last = callers.awaitAll().distinct()
        }
        last
    }

    /** The token that ACS's credential hands on. */
    fun credential(): String = runBlocking {
        outcome { tokens.credential().token.get().token }
    }

    private inline fun outcome(token: () -> String): String =
        try {
            token()
        } catch (problem: BrokerProblem) {
            "${problem.code} ${problem.status}"
        }

    private fun msal(method: String, argument: Any?): Any? =
        when (method) {
            "getCurrentAccount" -> fake<ICurrentAccountResult> { _, _ -> account() }
            "acquireTokenSilent" ->
                result(if ((argument as AcquireTokenSilentParameters).forceRefresh) "anew" else "silent")
            "acquireToken" -> window(argument as AcquireTokenParameters)
            else -> throw UnsupportedOperationException(method)
        }

    private fun account(): IAccount? =
        if (!signedIn) null
        else fake { method, _ -> if (method == "getAuthority") AUTHORITY else null }

    private fun window(parameters: AcquireTokenParameters) {
        val way = if (parameters.claimsRequest == null) "window" else "window with claims"
        asked.add(way)
        when (val token = entra.apply(way)) {
            "nobody" -> Unit
            "closed" -> parameters.callback.onCancel()
            else -> parameters.callback.onSuccess(fake<IAuthenticationResult> { _, _ -> token })
        }
    }

    private fun result(way: String): IAuthenticationResult {
        asked.add(way)
        val token = entra.apply(way)
        return fake { _, _ -> token }
    }

    private inline fun <reified T> fake(crossinline answer: (String, Any?) -> Any?): T =
        Proxy.newProxyInstance(T::class.java.classLoader, arrayOf(T::class.java)) { _, method, arguments ->
            answer(method.name, arguments?.firstOrNull())
        } as T
}
